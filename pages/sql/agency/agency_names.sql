-- one row per name under which an agency filed, oldest first
-- years: none
-- parameters: agency_id
select agency, first_year, last_year
from agency_names
where agency_id = $agency_id
order by first_year, last_year
