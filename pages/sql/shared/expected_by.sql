-- one row per year and group: reports expected
-- years: each
-- uses: expected
-- parameters: by
select year, {by} as key, count(*) as expected
from expected
group by all
order by all
