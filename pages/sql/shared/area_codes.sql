-- one row per region whose reports give one code that no other region has
-- years: none
select concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, '')) as key, province, city, county,
    min(region_code) as code
from measured
where region_code <> '' and province <> ''
group by province, city, county
having count(distinct region_code) = 1
qualify count(*) over (partition by min(region_code)) = 1
order by code
