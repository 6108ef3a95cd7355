-- one row: how many places, kinds and bodies the scope's reports are of
select count(distinct (province, city, county)) as areas, count(distinct kind) as kinds, count(distinct agency_id) as agencies
from scope
