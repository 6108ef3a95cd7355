-- one row per agency: a measure in the last year selected and in the year before, when what merged into it since is
-- counted with it; NULL if no report states it, `unstated_…` if one of them does not
-- years: last
-- uses: continued
-- parameters: measure
select unit_id as key, arg_max(agency, 2 * year + (agency_id = unit_id)::integer) as agency,
    concat_ws('›', nullif(any_value(province), ''), nullif(any_value(city), ''), nullif(any_value(county), '')) as area,
    sum({numerator}) filter (year = $last_year - 1) as before,
    sum({numerator}) filter (year = $last_year) as now,
    bool_or(year = $last_year - 1) as filed_before, bool_or(year = $last_year) as filed_now,
    coalesce(not bool_and({stated}) filter (year = $last_year - 1), false) as unstated_before,
    coalesce(not bool_and({stated}) filter (year = $last_year), false) as unstated_now
from continued
where year in ($last_year - 1, $last_year)
group by unit_id
order by unit_id
