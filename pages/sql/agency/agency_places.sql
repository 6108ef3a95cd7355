-- one row per region with agencies among the selected reports, and how many; the highest level first
-- years: all
-- uses: selected
select concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, '')) as key, count(distinct agency_id) as agencies
from selected
group by province, city, county
order by coalesce(province, ''), coalesce(city, ''), coalesce(county, '')
