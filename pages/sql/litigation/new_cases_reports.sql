-- one row per report of a year that has a path (row of table 四) and of an agency that reported the year before: its total, the
-- cases pending then, and the new ones, their difference; only reports that new_cases.sql takes in; `met` counts all of them, `all_…` adds them up
-- years: all
-- uses: selected_all_years
-- parameters: total, pending, year, most_behind
select now.agency, now.year, now.agency_id, {total} as total, {pending} as carried, {total} - {pending} as new_cases,
    now.errors, now.warnings, now.form, later.source_name, nullif(later.url, '') as url, now.report_id,
    count(*) over () as met, sum({total}) over () as all_total, sum({pending}) over () as all_carried
from selected_all_years as now
join figures as later on later.report_id = now.report_id
join selected_all_years as before on before.agency_id = now.agency_id and before.year = now.year - 1
join figures as earlier on earlier.report_id = before.report_id
where coalesce(now.year = $year, now.year between $first_year and $last_year) and {total} >= {pending}
order by now.year desc, total desc, now.agency
limit {most_behind}
