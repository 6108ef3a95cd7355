-- one row a place, scope, level and real or synthetic: how many bodies and reports there are, and their years
with bodies_of_place as (
    -- counting distinct bodies group by group takes four times as long
    select province, city, county, scope, level, synthetic, agency_id,
        count(*) as reports, min(year) as first_year, max(year) as last_year
    from measured
    group by all
)
select province, city, county, scope, level, synthetic,
    count(*) as agencies, sum(reports)::bigint as reports, min(first_year) as first_year, max(last_year) as last_year
from bodies_of_place
group by all
order by all
