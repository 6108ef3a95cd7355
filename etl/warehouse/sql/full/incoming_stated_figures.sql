-- grain: one row per figure stated in words
-- reads: previous.stated_figures, staged.stated_figures, work.carried_over
-- writes: work.incoming_stated_figures
create view work.incoming_stated_figures as
from staged.stated_figures
union all by name
from previous.stated_figures semi join work.carried_over using (report_id);
