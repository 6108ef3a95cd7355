-- grain: one row per report of the new version, without the columns that other reports decide
-- reads: previous.figures, staged.figures, work.carried_over
-- writes: work.incoming_figures
create view work.incoming_figures as
from staged.figures
union all by name
select * exclude (is_current, errors, warnings) from previous.figures semi join work.carried_over using (report_id);
