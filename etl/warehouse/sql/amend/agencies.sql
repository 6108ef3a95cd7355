-- grain: one row per agency with a report that is new, changed or gone; the cross-report checks add their successors
-- reads: staged.figures, work.gone
-- writes: work.agencies
create table work.agencies as
select agency_id from work.gone union select agency_id from staged.figures;
