-- one row per report selected, whatever its year; `unit_id` is its agency or, if that ended the year before $last_year, the
-- agency that it merged into and that files for $last_year: both years' figures are then those of the same tasks
-- years: last
-- uses: selected_all_years
select reports.*, coalesce(later.later_id, reports.agency_id) as unit_id
from selected_all_years as reports
left join (
    select agency_id, later_id from agency_successions
    where last_year = $last_year - 1
        and later_id in (select agency_id from selected_all_years where year = $last_year)
) as later on later.agency_id = reports.agency_id
