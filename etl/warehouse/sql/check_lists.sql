-- grain: one row per report: how often each cross-report rule was evaluated in it, as one list
-- reads: work.rule_counts
-- writes: work.check_lists
create view work.check_lists as
select report_id, list(
    {'rule_key': rule_key, 'evaluated': evaluated, 'not_evaluable': not_evaluable} order by rule_key
) as across
from (
    select report_id, rule_key, sum(evaluated)::integer as evaluated, sum(not_evaluable)::integer as not_evaluable
    from work.rule_counts group by report_id, rule_key
)
group by report_id;
