-- grain: one row per report: what its identity was taken from
-- reads: staged.report_evidence, work.gone
-- writes: built.report_evidence
delete from built.report_evidence where report_id in (select report_id from work.gone);
insert into built.report_evidence by name from staged.report_evidence order by report_id;
