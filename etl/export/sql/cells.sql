-- one row per cell that the form of the report has, with the labels of that form
-- (reports are put in order while there is one row for each; unnesting and filtering keep it)
, printed as (
    select wanted.*, figures.states as letters, figures.raws as texts, figures.corrected as amended, locators,
        {cell_columns}
    from wanted join figures using (report_id) left join layouts using (layout_id)
    order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id
),
unfolded as (
    select report_id, source_name, agency, year, scope, synthetic, is_current, province, city, county, level, kind, region_code,
        unnest(range(1, {cell_count} + 1)) as place, unnest([{cell_columns}]) as counted,
        unnest(list_select(string_split(letters, ''), [{positions}])) as letter,
        unnest(list_transform([{positions}], lambda position: texts[position])) as text,
        unnest(list_transform([{positions}], lambda position: coalesce(list_contains(amended, position), false))) as corrected,
        unnest(list_select(locators, [{positions}])) as locator
    from printed
),
labelled as (
    select *, {labels}
    from unfolded where letter <> ' '
)
select report_id, source_name, agency, year, scope, synthetic,
    table_key, table_number, row_key, row_label_zh, row_label_en,
    column_key, column_label_zh, column_label_en, unit,
    case when letter = 'n' then counted end as value,
    coalesce(text, case when letter = 'n' then regexp_replace(counted::varchar, '\.0$', '') else '' end) as raw,
    case letter when 'n' then 'number' when 'b' then 'blank' when 'd' then 'dash' when 'w' then 'word'
        when 't' then 'text' else 'unreadable' end as state,
    counted, corrected, locator, province, city, county, level, kind, region_code, is_current
from labelled
