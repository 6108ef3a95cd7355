-- one row per finding of a doubtful unit or a jump in table 二, newest first
-- years: all
-- uses: selected
select selected.year, selected.agency, row_key, column_key, printed, computed, difference,
    columns('^message(_en)?$'), selected.report_id
from selected
join findings using (report_id)
where rule_key in ('unit_slip', 'jump') and table_key = 'proactive_disclosure'
order by selected.year desc, agency, row_key, column_key
