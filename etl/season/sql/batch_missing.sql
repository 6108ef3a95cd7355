-- grain: one row per body that must file for $year and has not, in the places of the reports read below $root
-- reads: expected, figures, sources
-- parameters: root, year
with drafts as (
    select unnest(report_ids) as report_id from sources where root = $root
),
places as (
    select distinct province, city, county from figures semi join drafts using (report_id)
)
select agency
from expected
semi join places using (province, city, county)
where year = $year and state = 'missing'
order by region_code, agency
