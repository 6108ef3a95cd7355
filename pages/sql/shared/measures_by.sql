-- one row per year, group and measure: reports, how many of them state the measure, how many contradict themselves and are
-- left out and, over those taken in, its pooled numerator and denominator
-- years: each
-- uses: selected
-- parameters: by, stated_sides, pooled
with stated as (
    select year, {by} as key, {stated_sides}
    from selected
),
summed as (
    select year, key, count(*) as reports, [{pooled}] as sums
    from stated
    group by all
)
select year, key, reports, unnest(sums, recursive := true)
from summed
order by all
