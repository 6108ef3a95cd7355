-- one row per agency and year in which its report is expected; `report_id` is NULL if none was filed.
-- `state` is the gravest that holds: missing, unreadable, with_errors, late (after the statutory date) or filed
-- years: all
-- uses: selected, expected_agencies
with late as (
    select report_id from main.expected where days_late > 0
),
years as (
    select expected_agencies.*,
        unnest(range(greatest(first_year, $first_year), least(until, $last_year) + 1))::smallint as year
    from expected_agencies
    where not from_roster
    union all by name
    select expected_agencies.*, listed.year
    from main.expected as listed
    join expected_agencies using (agency_id)
    where listed.from_roster and listed.year between $first_year and $last_year
)
select years.year, years.agency_id, years.first_year, years.last_year,
    coalesce(selected.agency, years.agency) as agency, years.level, years.kind,
    years.province, years.city, years.county,
    selected.report_id, selected.status, selected.errors,
    case when selected.report_id is null then 'missing' when selected.status = 'tables_unreadable' then 'unreadable'
        when selected.errors > 0 then 'with_errors' when late.report_id is not null then 'late' else 'filed' end as state
from years
left join selected on selected.agency_id = years.agency_id and selected.year = years.year
left join late on late.report_id = selected.report_id
