-- grain: one row per finding in a report that was read below $root
-- reads: cells, findings, rules, sources
-- parameters: root
with drafts as (
    select unnest(report_ids) as report_id from sources where root = $root
),
placed as (
    select report_id, table_key || '/' || row_key || '/' || column_key as cell, locator
    from cells semi join drafts using (report_id)
),
found as (
    select report_id, severity, rule_key, message,
        if(coalesce(row_key, '') = '', '', table_key || '/' || row_key || '/' || column_key) as cell,
        printed, computed, difference
    from findings semi join drafts using (report_id)
)
select found.report_id, found.severity, coalesce(label_zh, rule_key) as rule, message, found.cell,
    coalesce(placed.locator, '') as locator, printed, computed, difference
from found
left join placed using (report_id, cell)
left join rules using (rule_key)
order by found.report_id, case found.severity when 'error' then 0 when 'warning' then 1 else 2 end, rules.position, cell,
    message
