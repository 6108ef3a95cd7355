-- one row per finding in a report, worst first; `marked` lists the cells of the form to mark, as `table.row.column`;
-- `expected_side` and `found_side` are the texts compared by a rule that compares no numbers
-- years: none
-- parameters: report
select findings.severity, rule_key, label_zh, label_en, table_key, row_key, column_key, printed, computed, difference,
    if(printed is null, expected, null) as expected_side, if(printed is null, found, null) as found_side, message, message_en,
    array_to_string([concat_ws('.', cell.table_key, cell.row_key, cell.column_key) for cell in cells], ' ') as marked
from findings
left join rules using (rule_key)
where report_id = $report
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.position, message
