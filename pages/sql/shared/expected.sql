-- one row a body and year of the scope in which its report is expected; `report_id` is NULL where none was filed.
-- `state`: missing, unreadable, with_errors, late (after the statutory date) or filed, the gravest that holds
with late as (
    select distinct report_id from findings where rule_key = 'late'
),
years as (
    select expected_bodies.*,
        unnest(range(greatest(first_year, $first_year), least(until, $last_year) + 1))::smallint as year
    from expected_bodies
)
select years.year, years.agency_id, years.first_year, years.last_year,
    coalesce(scope.agency, years.agency) as agency, years.level, years.kind,
    years.province, years.city, years.county,
    scope.report_id, scope.status, scope.errors,
    case when scope.report_id is null then 'missing' when scope.status = 'tables_unreadable' then 'unreadable'
        when scope.errors > 0 then 'with_errors' when late.report_id is not null then 'late' else 'filed' end as state
from years
left join scope on scope.agency_id = years.agency_id and scope.year = years.year
left join late on late.report_id = scope.report_id
