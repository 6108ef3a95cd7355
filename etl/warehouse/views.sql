-- The views that pages and scripts outside the project read. The comment directly above a view becomes its description.

-- One row per report.
create view reports as
select report_id, source_name, agency_id, agency, year, form, form_applications, form_review, scope, level, kind, kinds,
    province, city, county, region_code, title, synthetic, format, status, published_on, url, is_current,
    errors, warnings, lower(hex(source_sha256)) as source_sha256
from figures;

-- One row per cell that the report's form has. Sums take `counted`.
create view cells as
with positions as (
    select distinct position, table_key, row_key, column_key from form_cells
),
unfolded as (
    -- unnested side by side: picking one element per row would copy the whole list into every row
    select report_id, states, raws, corrected,
        unnest(range(1, {cell_count} + 1))::smallint as position,
        unnest([{cell_columns}]) as counted,
        unnest(locators) as locator
    from figures
    left join layouts using (layout_id)
),
stated as (
    select *, substr(states, position, 1) as letter from unfolded
)
select report_id, table_key, row_key, column_key,
    case when letter = 'n' then counted end as value,
    coalesce(raws[position], case when letter = 'n' then {plain_number} else '' end) as raw,
    case letter when 'n' then 'number' when 'b' then 'blank' when 'd' then 'dash' when 'w' then 'word'
        when 't' then 'text' else 'unreadable' end as state,
    locator,
    counted,
    coalesce(list_contains(corrected, position), false) as corrected
from stated
join positions using (position)
where letter <> ' ';

-- One row per report and rule that was evaluated in it.
create view rule_checks as
select report_id, unnest(list_concat(checks, across), recursive := true) from report_checks;

-- One row per finding and cell to mark.
create view finding_cells as
select report_id, rule_key, severity, unnest(cells, recursive := true), message, message_en from findings;

-- One row per statement about a report's identity.
create view evidence as
select report_id, unnest(statements, recursive := true) from report_evidence;

-- One row per source that could not be read.
create view rejected_sources as
select source_name, reason from sources where outcome = 'rejected';

-- One row per current report, with two columns per measure, numerator (`_n`) and denominator (`_d`), and a third for rates
-- and ratios: the report contradicts itself and is left out, its numerator and denominator are NULL (`_contradictory`).
create view measured as
select report_id, agency_id, agency, year, form, scope, level, kind, kinds, province, city, county, region_code, synthetic,
    status, published_on, errors, warnings,
    {measure_columns}
from figures
where is_current;

-- One row per agency with a current report: its newest name and region, and its first and last year.
create view agencies as
select agency_id, arg_max(agency, year) as agency, arg_max(scope, year) as scope, arg_max(level, year) as level,
    arg_max(kind, year) as kind, arg_max(province, year) as province, arg_max(city, year) as city,
    arg_max(county, year) as county, arg_max(region_code, year) as region_code, bool_or(synthetic) as synthetic,
    min(year) as first_year, max(year) as last_year, count(*) as reports
from figures
where is_current
group by agency_id;

-- One row per agency and name that it filed under.
create view agency_names as
select agency_id, agency, min(year) as first_year, max(year) as last_year
from figures
where is_current
group by agency_id, agency;

-- One row per number that a current report gives of an item of `stated_items` for its year: in the statistics table of 2014
-- to 2018 or, `told` in words, in its text. A roll-up's numbers are those of its area or its own, others' only their own.
create view item_statements as
with printed as (
    select report_id, agency_id, year,
        unnest(['disclosed', 'channel_gazette', 'channel_website', 'channel_microblog', 'channel_wechat', 'channel_other',
            'responses', 'press_conferences', 'online_interviews', 'interpretations', 'applications_in_person',
            'applications_fax', 'applications_network', 'applications_letter', 'complaints', 'reading_points', 'staff',
            'staff_full_time', 'staff_part_time', 'meetings', 'training_sessions', 'training_people']) as item_key,
        unnest([statistics__disclosed__value, statistics__channel_gazette__value, statistics__channel_website__value,
            statistics__channel_microblog__value, statistics__channel_wechat__value, statistics__channel_other__value,
            statistics__responses__value, statistics__press_conferences__value, statistics__online_interviews__value,
            statistics__interpretations__value, statistics__applications_in_person__value,
            statistics__applications_fax__value, statistics__applications_network__value,
            statistics__applications_letter__value, statistics__complaints__value, statistics__reading_points__value,
            statistics__staff__value, statistics__staff_full_time__value, statistics__staff_part_time__value,
            statistics__meetings__value, statistics__training_courses__value, statistics__trained__value]) as value
    from figures
    where is_current and form = '2014'
)
select report_id, agency_id, year, item_key, 'table' as told, value, 'exact' as exactness, null as subject, null as quote,
    null as section_key, null as locator
from printed
where value is not null
union all
select report_id, agency_id, year, item_key, 'words' as told, value, exactness, subject, quote, section_key, locator
from stated_figures
join figures using (report_id)
where is_current and period = 'year' and (subject = 'own' or scope <> 'own');

-- A code that stays the same over loads and over corrected reports: that of its agency, kind of report, year, rule and cells
-- or, if it concerns no cell, of what it compares.
create macro finding_code(agency_id, scope, year, rule_key, cell, cells, compared) as left(md5(concat_ws(
    '|', agency_id, scope, year, rule_key, cell,
    coalesce(list_aggregate(list_sort(list_transform(
        cells, lambda c: c.table_key || '/' || c.row_key || '/' || c.column_key
    )), 'string_agg', ' '), ''),
    if(cell = '', compared, '')
)), 12);

-- One row per finding of a current report, with its stable code.
create view finding_codes as
with placed as (
    select report_id, agency_id, agency, year, scope, rule_key, severity, cells,
        if(coalesce(row_key, '') = '', '', table_key || '/' || row_key || '/' || column_key) as cell,
        coalesce(found, '') || '~' || coalesce(expected, '') as figures,
        printed, computed, difference, message, message_en, expected, found, table_key, row_key, column_key
    from findings
    join (select report_id, agency_id, agency, year, scope from figures where is_current) using (report_id)
)
select report_id, finding_code(agency_id, scope, year, rule_key, cell, cells, figures) as code,
    agency_id, agency, year, scope, rule_key, severity, cell, printed, computed, difference, figures, message, message_en,
    expected, found, table_key, row_key, column_key
from placed;
