-- grain: one row per report in one range of reports
-- reads: work.incoming_report_evidence
-- writes: built.report_evidence
insert into built.report_evidence by name
from work.incoming_report_evidence where report_id between $first and $last order by report_id;
