-- one row per finding of a doubtful unit or a jump in table 二, newest first; `counted` is what the cell adds to totals
-- years: each
-- uses: selected
with found as (
    select selected.year, selected.agency_id, selected.agency, rule_key, row_key, column_key, printed, computed, difference,
        columns('^message(_en)?$'), report_id, 'proactive_disclosure__' || row_key || '__' || column_key as column_name
    from selected
    join findings using (report_id)
    where rule_key in ('unit_slip', 'jump') and table_key = 'proactive_disclosure'
),
stated as (
    unpivot (select report_id, columns('^proactive_disclosure__.*$') from figures semi join found using (report_id))
    on columns(* exclude (report_id)) into name column_name value counted
)
select year, agency_id, agency, rule_key, row_key, column_key, counted, printed, computed, difference, columns('^message(_en)?$'),
    report_id
from found
left join stated using (report_id, column_name)
order by year desc, agency, row_key, column_key
