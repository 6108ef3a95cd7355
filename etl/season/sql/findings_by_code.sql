-- grain: one row per finding of a current report with one of these codes
-- reads: finding_codes, rule_checks
-- parameters: codes
with found as (
    from finding_codes where list_contains($codes, code)
),
skipped as (
    select report_id, rule_key, sum(not_evaluable)::integer as not_evaluable
    from rule_checks semi join found using (report_id)
    group by all
)
select code, any_value(agency_id), any_value(agency), any_value(year), any_value(scope), any_value(rule_key),
    any_value(cell), string_agg(distinct message, ' ' order by message), any_value(figures), any_value(report_id),
    coalesce(any_value(not_evaluable), 0) as not_evaluable
from found
left join skipped using (report_id, rule_key)
group by code
