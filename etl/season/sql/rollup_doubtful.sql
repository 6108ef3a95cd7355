-- grain: one row per report of $reports in which an error was found
-- reads: findings
-- parameters: reports
select distinct report_id
from findings
where severity = 'error' and list_contains($reports, report_id)
