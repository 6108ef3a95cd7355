-- one row a group and year: reports expected and what became of them; the states exclude each other
select {by} as key, year, count(*) as expected, count(report_id) as filed,
    count(*) filter (state = 'filed') as on_time, count(*) filter (state = 'late') as late,
    count(*) filter (state = 'with_errors') as with_errors, count(*) filter (state = 'unreadable') as unreadable,
    count(*) filter (state = 'missing') as missing
from expected
group by all
order by all
