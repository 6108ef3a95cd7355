-- grain: one row per error or warning in a current report of $year in the area, of these bodies alone if any are named;
-- those of one code, such as two tables that are missing, are one row with the words of each
-- reads: finding_codes, reports, rule_checks, rules
-- parameters: area, bodies, year
with of_area as (
    select report_id, region_code from reports
    where is_current and year = $year and (len($bodies) = 0 or list_contains($bodies, agency))
        and {in_area}
),
skipped as (
    select report_id, rule_key, sum(not_evaluable)::integer as not_evaluable
    from rule_checks semi join of_area using (report_id)
    group by all
)
select code, agency_id, agency, year, scope, rule_key, cell, string_agg(distinct message, ' ' order by message), any_value(figures),
    any_value(report_id), coalesce(any_value(not_evaluable), 0) as not_evaluable,
    finding_codes.severity, any_value(label_zh), string_agg(distinct message_en, ' ' order by message_en), any_value(printed), any_value(computed),
    any_value(difference)
from finding_codes
join of_area using (report_id)
left join skipped using (report_id, rule_key)
left join rules using (rule_key)
where finding_codes.severity in ('error', 'warning')
group by code, agency_id, agency, year, scope, rule_key, cell, finding_codes.severity
order by any_value(region_code), agency, finding_codes.severity, any_value(rules.position), cell, code
