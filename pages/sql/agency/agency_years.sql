-- one row a current report of a body: its year, and whether it is synthetic
select year, synthetic
from figures
where agency_id = $agency_id and is_current
order by year
