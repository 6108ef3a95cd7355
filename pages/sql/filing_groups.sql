-- one row: how many places, levels and kinds the expected reports are of
select count(distinct province) as provinces, count(distinct (province, city)) as cities,
    count(distinct (province, city, county)) as areas, count(distinct level) as levels, count(distinct kind) as kinds
from expected
