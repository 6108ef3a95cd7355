-- grain: one row per report in which a cross-report rule was evaluated again: how many errors and warnings it has
-- reads: built.findings, temp.replaced_results
-- writes: work.severity_counts
create table work.severity_counts as
select report_id, count(*) filter (severity = 'error') as errors, count(*) filter (severity = 'warning') as warnings
from (select distinct report_id from temp.replaced_results) left join built.findings using (report_id)
group by report_id;
