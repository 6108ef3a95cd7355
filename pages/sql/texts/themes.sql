-- one row per year and theme: reports whose section 五 mentions it, of those with such a section
-- years: each
-- uses: selected
-- parameters: marked
with marked as (
    {marked}
),
counted as (
    select year, count(*) as reports, sum(columns(* exclude (year, report_id, agency_id, agency))::integer)
    from marked
    group by year
)
unpivot counted on columns(* exclude (year, reports)) into name theme value taken_in
order by year, theme
