-- grain: one row per report; the counts of cross-report rules follow from a later step
-- reads: staged.report_checks, work.gone
-- writes: built.report_checks
delete from built.report_checks where report_id in (select report_id from work.gone);
insert into built.report_checks by name from staged.report_checks order by report_id;
