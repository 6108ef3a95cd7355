-- one row per agency expected to file: from `first_year`, that of its first report, `until` the newest year of the
-- database or, if a successor took over, its last report; name, level, kind and region are its newest
-- years: none
-- uses: selected_all_years, succeeded_agencies
with known as (
    select agency_id, min(year) as first_year, max(year) as last_year,
        arg_max(agency, year) as agency, arg_max(level, year) as level, arg_max(kind, year) as kind,
        arg_max(province, year) as province, arg_max(city, year) as city, arg_max(county, year) as county
    from selected_all_years
    group by agency_id
),
newest as (
    select max(year) as year from measured
)
select known.*, case when succeeded_agencies.agency_id is null then newest.year else known.last_year end as until
from known
cross join newest
left join succeeded_agencies on succeeded_agencies.agency_id = known.agency_id and succeeded_agencies.from_year > known.last_year
