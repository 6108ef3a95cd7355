-- grain: one row per finding of a rule that looks at one report
-- reads: previous.findings, staged.findings, work.carried_over
-- writes: work.incoming_findings
create view work.incoming_findings as
from staged.findings
union all by name
select * exclude (source_rule) from previous.findings semi join work.carried_over using (report_id)
where source_rule is null;
