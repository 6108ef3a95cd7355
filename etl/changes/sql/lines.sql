-- grain: one row per change, of any kind, in columns that are the same for all
-- reads: newer, report_changes, cell_changes, identity_changes, finding_changes, measure_changes, stated_figure_changes
-- years: none
with labels as (
    select concat_ws('/', table_key, row_key, column_key) as place,
        any_value(concat('表', table_number, ' ', row_number, row_label_zh, ' · ', column_label_zh)) as place_zh,
        any_value(concat(table_label_en, ', ', row_label_en, ' · ', column_label_en)) as place_en
    from newer.form_cells
    group by 1
    union all
    select measure_key, label_zh, label_en from newer.measures
    union all
    select rule_key, label_zh, label_en from newer.rules
    union all
    select 'stated ' || item_key, label_zh, label_en from newer.stated_items
),
lines as (
    select 1 as position, 'report' as kind, change, agency_id, agency, year, scope, source_name as place,
        if(change = 'gone', report, instead_of) as old, if(change = 'gone', null, report) as new, null as why, report
    from report_changes
    union all
    select 2, 'identity', 'changed', agency_id, agency, year, scope, field, old, new, why, report from identity_changes
    union all
    select 3, 'cell', 'changed', agency_id, agency, year, scope, cell,
        -- where the print is the same, what counts is not: the figure was corrected
        if(old_raw is distinct from new_raw, coalesce(nullif(old_raw, ''), old_state), coalesce(printf('%.15g', old), old_state)),
        if(old_raw is distinct from new_raw, coalesce(nullif(new_raw, ''), new_state), coalesce(printf('%.15g', new), new_state)),
        why, report
    from cell_changes
    union all
    select 4, 'measure', 'changed', agency_id, agency, year, scope, measure,
        -- without a numerator nothing is stated, whatever its denominator
        if(old_numerator is null, null, concat_ws(' / ', printf('%.6g', old_numerator), printf('%.6g', old_denominator))),
        if(new_numerator is null, null, concat_ws(' / ', printf('%.6g', new_numerator), printf('%.6g', new_denominator))),
        why, report
    from measure_changes
    union all
    select 5, 'stated_figure', 'changed', agency_id, agency, year, scope, 'stated ' || item_key,
        old_quote, new_quote, why, report
    from stated_figure_changes
    union all
    select 6, 'finding', change, agency_id, agency, year, scope, rule_key,
        if(change = 'closed', {message}, null), if(change = 'new', {message}, null), null, report
    from finding_changes
)
select lines.kind, change, agency_id, agency, year, scope, place, coalesce({place_label}, place) as label, old, new, why, report
from lines left join labels using (place)
order by position, agency, year, scope, place, change
