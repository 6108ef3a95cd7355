-- grain: one row per report of the part $part of $parts in which the rule $rule was evaluated, or could not be
-- reads: temp.evaluations
-- writes: work.across_checks
-- Ten million reports counted at once would need more memory than a build has.
insert into work.across_checks
select $rule, report_id, count(broken), count(*) - count(broken)
from temp.evaluations where hash(report_id) % $parts = $part group by report_id;
