-- one row per finding in a report, worst first; `marked` lists the cells of the form to mark, as `table.row.column`
-- years: none
-- parameters: report
select findings.severity, rule_key, label_zh, label_en, table_key, row_key, column_key, expected, found,
    printed, computed, difference, message, message_en,
    array_to_string([concat_ws('.', cell.table_key, cell.row_key, cell.column_key) for cell in cells], ' ') as marked
from findings
left join rules using (rule_key)
where report_id = $report
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.position, message
