-- grain: one row per report: what its identity was taken from
-- reads: previous.report_evidence, staged.report_evidence, work.carried_over
-- writes: work.incoming_report_evidence
create view work.incoming_report_evidence as
from staged.report_evidence
union all by name
from previous.report_evidence semi join work.carried_over using (report_id);
