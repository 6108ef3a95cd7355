-- grain: one row per section of a report in one range of reports
-- reads: work.incoming_narratives
-- writes: built.narratives
insert into built.narratives by name
from work.incoming_narratives where report_id between $first and $last order by report_id, section_key;
