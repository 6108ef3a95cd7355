-- grain: one row per report of the new version, with is_current
-- reads: work.current_flags, work.incoming_figures
-- writes: work.incoming
create view work.incoming as
select * from work.incoming_figures join work.current_flags using (report_id);
