-- one row per agency whose report for $year is expected and was not filed, with the years in which it did file
-- years: all
-- uses: selected_all_years, expected, expected_agencies
-- parameters: year
with absent as (
    select agency_id
    from expected_agencies
    where $year between first_year and until and $year between $first_year and $last_year
        and agency_id not in (select agency_id from selected_all_years where year = $year)
)
select agency_id, arg_max(agency, year) as agency, any_value(province) as province, any_value(city) as city,
    any_value(county) as county, any_value(level) as level, any_value(kind) as kind,
    max(year) filter (report_id is not null and year < $year) as last_filed,
    count(*) filter (report_id is null) as years_missing
from expected
where agency_id in (select agency_id from absent)
group by agency_id
order by province, city, county, level, agency, agency_id
