-- grain: one row per report in which the rule $rule was evaluated, or could not be
-- reads: temp.evaluations
-- writes: work.across_checks
insert into work.across_checks
select $rule, report_id, count(broken), count(*) - count(broken) from temp.evaluations group by report_id;
