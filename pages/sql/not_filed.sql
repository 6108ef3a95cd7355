-- one row a body whose report of `$year` is expected and was not filed, with the years in which it did file
select agency_id, arg_max(agency, year) as agency, any_value(province) as province, any_value(city) as city,
    any_value(county) as county, any_value(level) as level, any_value(kind) as kind,
    max(year) filter (report_id is not null and year < $year) as last_filed,
    count(*) filter (report_id is null) as years_missing
from expected
group by agency_id
having bool_or(year = $year and report_id is null)
order by province, city, county, level, agency, agency_id
