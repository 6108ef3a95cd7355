-- one row per agency and theme that its reports mention in three or more consecutive years, longest run first
-- years: all
-- uses: selected
-- parameters: marked, most, offset
with marked as (
    {marked}
),
long as (
    unpivot marked on columns(* exclude (year, report_id, agency_id, agency)) into name theme value spoken
),
numbered as (
    select agency_id, agency, theme, year, year - row_number() over (partition by agency_id, theme order by year) as run
    from long
    where spoken and theme <> 'none'
),
runs as (
    select agency_id, arg_max(agency, year) as agency, theme, min(year) as first_year, max(year) as last_year,
        count(*) as years
    from numbered
    group by agency_id, theme, run
    having count(*) >= 3
)
select *, count(*) over () as met
from runs
order by years desc, last_year desc, agency, theme
limit $most offset $offset
