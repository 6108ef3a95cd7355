-- grain: one row per report of the previous version that is taken out: its source is gone, or it was read again
-- reads: previous.figures, staged.figures, work.sources
-- writes: work.gone
create table work.gone as
(
    select report_id, agency_id from previous.figures
    anti join (select unnest(report_ids) as report_id from work.sources) using (report_id)
)
union
(select report_id, agency_id from previous.figures semi join staged.figures using (report_id));
