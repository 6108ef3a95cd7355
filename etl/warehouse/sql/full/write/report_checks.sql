-- grain: one row per report in one range of reports
-- reads: work.check_lists, work.incoming_report_checks
-- writes: built.report_checks
insert into built.report_checks by name
select report_id, checks, across
from work.incoming_report_checks
left join (from work.check_lists where report_id between $first and $last) using (report_id)
where report_id between $first and $last order by report_id;
