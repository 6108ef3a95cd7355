-- one row per report whose section 五 mentions a theme; `met` counts all of them
-- years: all
-- uses: selected
-- parameters: marked, key, year, most_behind
with marked as (
    {marked}
),
long as (
    unpivot marked on columns(* exclude (year, report_id, agency_id, agency)) into name theme value spoken
)
select year, agency_id, agency, theme, report_id, count(*) over () as met
from long
where spoken and ($key is null or theme = $key) and ($year is null or year = $year)
order by year desc, agency, theme
limit {most_behind}
