-- grain: one row per report: how often each rule that looks at one report was evaluated in it
-- reads: previous.report_checks, staged.report_checks, work.carried_over
-- writes: work.incoming_report_checks
create view work.incoming_report_checks as
from staged.report_checks
union all by name
select * exclude (across) from previous.report_checks semi join work.carried_over using (report_id);
