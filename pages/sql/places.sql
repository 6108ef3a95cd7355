-- one row a place, scope, level and real or synthetic: how many bodies and reports there are, and their years
select province, city, county, scope, level, synthetic,
    count(distinct agency_id) as agencies, count(*) as reports, min(year) as first_year, max(year) as last_year
from measured
group by all
order by all
