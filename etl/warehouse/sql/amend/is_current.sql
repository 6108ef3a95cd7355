-- grain: one row per report that has become the current one, or is no longer
-- reads: work.current_flags
-- writes: built.figures
update built.figures set is_current = flags.is_current
from work.current_flags as flags
where figures.report_id = flags.report_id and figures.is_current <> flags.is_current;
