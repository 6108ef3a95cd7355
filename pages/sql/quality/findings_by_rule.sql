-- one row per rule that was evaluated or found something
-- years: all
-- uses: selected
with checked as (
    select rule_key, sum(evaluated) as evaluated, sum(not_evaluable) as not_evaluable
    from rule_checks semi join selected using (report_id)
    group by rule_key
),
found as (
    select rule_key, count(*) as findings, count(distinct report_id) as concerned, min(severity) as gravest,
        min(message) as example_zh, min(message_en) as example_en
    from findings semi join selected using (report_id)
    group by rule_key
)
select rule_key, coalesce(rules.severity, gravest) as severity, coalesce(rules.label_zh, rule_key) as label_zh,
    coalesce(rules.label_en, rule_key) as label_en, coalesce(findings, 0) as findings,
    coalesce(concerned, 0) as concerned, evaluated, not_evaluable, example_zh, example_en
from checked
full join found using (rule_key)
left join rules using (rule_key)
order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, findings desc, position, rule_key
