-- grain: one row per body of the area whose report for $year is expected: what a score may take off for; NULL where it is not
-- known
-- reads: cells, expected, findings
-- parameters: area, year
with bodies as (
    select * from expected where year = $year and {in_area}
),
found as (
    select report_id, count(*) filter (severity = 'error') as errors, count(*) filter (severity = 'warning') as warnings,
        count(*) filter (rule_key = 'similar_text') as copied
    from findings semi join bodies using (report_id)
    group by report_id
),
cases as (
    select report_id, sum(value) as corrected_cases
    from cells semi join bodies using (report_id)
    where table_key = 'review_litigation' and column_key = 'corrected' and value is not null
    group by report_id
)
select agency_id, agency, (report_id is null)::integer as missing, if(report_id is null, null, days_late) as days_late,
    (state = 'unreadable')::integer as unreadable, if(report_id is null, null, coalesce(errors, 0)) as errors,
    if(report_id is null, null, coalesce(warnings, 0)) as warnings, if(report_id is null, null, coalesce(copied, 0)) as copied,
    corrected_cases
from bodies
left join found using (report_id)
left join cases using (report_id)
order by region_code, agency
