-- one row per year selected: bodies that filed, and how many of them filed in the year selected before it, too, or took over
-- from one that did
-- years: all
-- uses: selected
with filings as (
    select agency_id, year from selected
    union all
    select later_id, year from selected join agency_successions using (agency_id) where year = last_year
),
bodies as (
    -- a bit per year: half the time of a window over all reports
    select agency_id, bit_or(1::bigint << (year - 2000)) as years from filings group by agency_id
),
filed as (
    select year, count(distinct agency_id) as bodies from selected group by year
)
select year, any_value(filed.bodies) as bodies,
    count(*) filter ((years >> (year - 2000)) & (years >> (year - 2001)) & 1 = 1) as again
from bodies
cross join filed
group by year
order by year
