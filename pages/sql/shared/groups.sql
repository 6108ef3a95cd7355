-- one row: how many regions, kinds and agencies the selected reports belong to
-- years: all
-- uses: selected
select count(distinct (province, city, county)) as areas, count(distinct kind) as kinds, count(distinct agency_id) as agencies
from selected
