-- grain: one row per finding
-- reads: work.findings
-- writes: built.findings
insert into built.findings by name from work.findings order by all;
