-- grain: one row per report of an affected agency
-- reads: built.figures, work.agencies
-- writes: temp.affected_reports
create temp table temp.affected_reports as
select report_id from built.figures semi join work.agencies using (agency_id);
