-- one row per region, scope, level and real or synthetic: agencies, reports and their years, the last one with readable tables,
-- but for the reports $left_out
-- years: none
-- parameters: left_out
with agencies_of_region as (
    -- counting distinct agencies group by group takes four times as long
    select province, city, county, scope, level, synthetic, agency_id,
        count(*) as reports, min(year) as first_year, max(year) as last_year,
        max(year) filter (status <> 'tables_unreadable') as last_read
    from measured
    where not list_contains($left_out, report_id)
    group by all
)
select province, city, county, scope, level, synthetic,
    count(*) as agencies, sum(reports)::bigint as reports, min(first_year) as first_year, max(last_year) as last_year,
    max(last_read) as last_read
from agencies_of_region
group by all
order by all
