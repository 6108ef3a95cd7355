-- one row per report whose section 五 mentions a theme
-- years: all
-- uses: selected
-- parameters: marked, key, year
with marked as (
    {marked}
),
long as (
    unpivot marked on columns(* exclude (year, report_id, agency_id, agency)) into name theme value spoken
)
select year, agency_id, agency, theme, report_id
from long
where spoken and ($key is null or theme = $key) and ($year is null or year = $year)
order by year desc, agency, theme
limit 2000
