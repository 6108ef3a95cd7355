-- grain: one row per report for which the rule $rule found or counted something else than before
-- reads: built.findings, built.report_checks, work.across_checks, work.findings
-- writes: temp.replaced_results
insert into temp.replaced_results
with now as (
    from work.findings where source_rule = $rule
),
before as (
    from built.findings where source_rule = $rule
),
counts as (
    select report_id, sum(evaluated) as evaluated, sum(not_evaluable) as not_evaluable
    from work.across_checks where rule_key = $rule group by report_id
),
counts_before as (
    select report_id, counts.evaluated, counts.not_evaluable
    from (select report_id, unnest(across) as counts from built.report_checks) where counts.rule_key = $rule
)
select $rule, report_id from (
    select report_id from (from now except all from before)
    union
    select report_id from (from before except all from now)
    union
    select report_id from counts full join counts_before using (report_id)
    where (counts.evaluated, counts.not_evaluable)
        is distinct from (counts_before.evaluated, counts_before.not_evaluable)
);
