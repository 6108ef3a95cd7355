-- one row a year of the scope: reports, and of each of several measures what measure_by.sql has of one
select year, '' as key, count(*) as reports, {totals}
from scope
group by all
order by all
