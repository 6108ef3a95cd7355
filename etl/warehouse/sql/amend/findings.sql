-- grain: one row per finding of a rule that looks at one report
-- reads: staged.findings, work.gone
-- writes: built.findings
delete from built.findings where report_id in (select report_id from work.gone);
insert into built.findings by name from staged.findings;
