-- grain: one row per body with a current report, by its newest name, that has not merged into another by $year
-- reads: agencies, agency_successions
-- parameters: year
select agency_id, agency, scope
from agencies
where agency_id not in (select agency_id from agency_successions where from_year <= $year) and agency <> ''
order by region_code, agency
