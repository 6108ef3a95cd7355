-- grain: one row per report of the new version, wide: all columns of built.figures
-- reads: work.incoming, work.severity_counts
-- writes: work.counted_figures
create view work.counted_figures as
select incoming.*, coalesce(errors, 0) as errors, coalesce(warnings, 0) as warnings
from work.incoming left join work.severity_counts using (report_id);
