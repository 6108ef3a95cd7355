-- grain: one row per finding of a cross-report rule, of the rules and reports that were evaluated again
-- reads: temp.anew, work.findings
-- writes: built.findings
delete from built.findings where (source_rule, report_id) in (from temp.anew);
insert into built.findings by name
from work.findings where (source_rule, report_id) in (from temp.anew) order by all;
