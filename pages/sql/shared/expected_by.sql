-- one row a year and group: how many reports are expected
select year, {by} as key, count(*) as expected
from expected
group by all
order by all
