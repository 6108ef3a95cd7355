-- one row a year of the scope: reports expected, filed, with an error-level finding, with no readable table
select year, count(*) as expected, count(report_id) as filed,
    count(*) filter (errors > 0) as with_errors,
    count(*) filter (status = 'tables_unreadable') as unreadable
from expected
group by year
order by year
