-- grain: one row per finding, first those of rules that look at one report; the cross-report checks add theirs
-- reads: work.incoming_findings
-- writes: work.findings
insert into work.findings by name from work.incoming_findings;
