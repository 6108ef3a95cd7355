-- one row a body of which reports are expected: from `first_year`, that of its first report, `until` the newest year of
-- the database, or its last report where another body has carried it on; name, level, kind and place are its newest
with known as (
    select agency_id, min(year) as first_year, max(year) as last_year,
        arg_max(agency, year) as agency, arg_max(level, year) as level, arg_max(kind, year) as kind,
        arg_max(province, year) as province, arg_max(city, year) as city, arg_max(county, year) as county
    from bodies
    group by agency_id
),
newest as (
    select max(year) as year from measured
)
select known.*, case when carried_on.agency_id is null then newest.year else known.last_year end as until
from known
cross join newest
left join carried_on on carried_on.agency_id = known.agency_id and carried_on.from_year > known.last_year
