-- one row a year, group and measure asked for: reports, how many of them state the measure and, over those, its pooled
-- numerator and denominator
with summed as (
    select year, {by} as key, count(*) as reports, [{pooled}] as sums
    from scope
    group by all
)
select year, key, reports, unnest(sums, recursive := true)
from summed
order by all
