-- grain: one row per finding of a cross-report rule, of the rules and reports that were evaluated again
-- reads: temp.replaced_results, work.findings
-- writes: built.findings
delete from built.findings where (source_rule, report_id) in (from temp.replaced_results);
insert into built.findings by name
from work.findings where (source_rule, report_id) in (from temp.replaced_results) order by all;
