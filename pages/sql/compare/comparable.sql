-- one row per scope, level and year: bodies that filed
-- years: each
-- uses: selected
select scope, level, year, count(distinct agency_id) as bodies
from selected
group by all
order by all
