-- one row per year: reports expected, filed, with errors, without a readable table
-- years: each
-- uses: expected
select year, count(*) as expected, count(report_id) as filed,
    count(*) filter (errors > 0) as with_errors,
    count(*) filter (status = 'tables_unreadable') as unreadable
from expected
group by year
order by year
