-- grain: one row per report with findings: how many errors and warnings
-- reads: work.findings
-- writes: work.severity_counts
create table work.severity_counts as
select report_id, count(*) filter (severity = 'error') as errors, count(*) filter (severity = 'warning') as warnings
from work.findings group by report_id;
