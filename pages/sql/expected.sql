-- one row a body and year in which its report is expected: from its first report to the newest year of the
-- database, or to its last report where another body has carried it on; `report_id` is NULL where none was filed.
-- `state`: missing, unreadable, with_errors, late (after the statutory date) or filed, the gravest that holds
with known as (
    select agency_id, min(year) as first_year, max(year) as last_year,
        arg_max(agency, year) as agency, arg_max(level, year) as level, arg_max(kind, year) as kind,
        arg_max(province, year) as province, arg_max(city, year) as city, arg_max(county, year) as county
    from bodies
    group by agency_id
),
late as (
    select distinct report_id from findings where rule_key = 'late'
),
newest as (
    select max(year) as year from measured
),
years as (
    select known.*, unnest(range(first_year, case when carried_on.agency_id is null then newest.year
        else last_year end + 1))::smallint as year
    from known
    cross join newest
    left join carried_on on carried_on.agency_id = known.agency_id and carried_on.from_year > known.last_year
)
select years.year, years.agency_id, years.first_year, years.last_year,
    coalesce(bodies.agency, years.agency) as agency, years.level, years.kind,
    years.province, years.city, years.county,
    bodies.report_id, bodies.status, bodies.errors,
    case when bodies.report_id is null then 'missing' when bodies.status = 'tables_unreadable' then 'unreadable'
        when bodies.errors > 0 then 'with_errors' when late.report_id is not null then 'late' else 'filed' end as state
from years
left join bodies on bodies.agency_id = years.agency_id and bodies.year = years.year
left join late on late.report_id = bodies.report_id
where years.year between $first_year and $last_year
