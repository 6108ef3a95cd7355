-- one row per group and year: reports expected, by state; the states exclude each other, and `faulty` counts all with errors
-- years: each
-- uses: expected
-- parameters: by
select {by} as key, year, count(*) as expected, count(report_id) as filed,
    count(*) filter (state = 'filed') as on_time, count(*) filter (state = 'late') as late,
    count(*) filter (state = 'with_errors') as with_errors, count(*) filter (state = 'unreadable') as unreadable,
    count(*) filter (state = 'missing') as missing, count(*) filter (errors > 0) as faulty
from expected
group by all
order by all
