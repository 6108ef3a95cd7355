-- one row per finding in a report, worst first
-- years: none
-- parameters: report
select findings.severity, rule_key, label_zh, label_en, table_key, row_key, column_key, expected, found, message, message_en
from findings
left join rules using (rule_key)
where report_id = $report
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.position, message
