-- one row per current report of an agency
-- years: none
-- parameters: agency_id
select year, synthetic
from figures
where agency_id = $agency_id and is_current
order by year
