-- one row per agency: a measure in the last year selected and in the year before; NULL if no report states it
-- years: last
-- uses: selected_all_years
-- parameters: measure
select agency_id as key, arg_max(agency, year) as agency,
    concat_ws('›', nullif(any_value(province), ''), nullif(any_value(city), ''), nullif(any_value(county), '')) as area,
    any_value({numerator}) filter (year = $last_year - 1) as before,
    any_value({numerator}) filter (year = $last_year) as now,
    bool_or(year = $last_year - 1) as filed_before, bool_or(year = $last_year) as filed_now
from selected_all_years
where year in ($last_year - 1, $last_year)
group by agency_id
order by agency_id
