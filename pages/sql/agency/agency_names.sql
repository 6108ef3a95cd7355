-- one row a name that a body filed under, oldest first
select agency, first_year, last_year
from agency_names
where agency_id = $agency_id
order by first_year, last_year
