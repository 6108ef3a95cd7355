-- one row per finding of a doubtful unit or a jump in table 二, newest first; `counted` is what the cell adds to totals
-- years: all
-- uses: selected
select selected.year, selected.agency, rule_key, row_key, column_key, cells.counted, printed, computed, difference,
    columns('^message(_en)?$'), selected.report_id
from selected
join findings using (report_id)
left join cells using (report_id, table_key, row_key, column_key)
where rule_key in ('unit_slip', 'jump') and table_key = 'proactive_disclosure'
order by selected.year desc, agency, row_key, column_key
