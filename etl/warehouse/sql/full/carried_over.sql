-- grain: one row per report that the new version takes from the previous one: its source is still there, and no other
-- code or data read it again
-- reads: previous.figures, staged.figures, work.sources
-- writes: work.carried_over
create table work.carried_over as
select report_id from previous.figures
semi join (select unnest(report_ids) as report_id from work.sources) using (report_id)
anti join staged.figures using (report_id);
