-- grain: one row per section of a report
-- reads: previous.narratives, staged.narratives, work.carried_over
-- writes: work.incoming_narratives
create view work.incoming_narratives as
from staged.narratives
union all by name
from previous.narratives semi join work.carried_over using (report_id);
