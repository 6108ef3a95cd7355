-- one row per group in $year: its region, kind and region codes, and its size by the numerator of a measure
-- years: all
-- uses: selected
-- parameters: by, measure, year
select {by} as key, arg_max(agency, agency_id) as agency, any_value(province) as province, any_value(city) as city,
    any_value(county) as county, mode(kind) as kind, min(region_code) as region_code,
    count(distinct region_code) as region_codes, count(*) as reports, sum({numerator}) as size
from selected
where year = $year
group by key
order by key
