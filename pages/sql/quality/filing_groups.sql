-- one row: how many places, levels and kinds the bodies are of whose reports are expected in the scope's years
select count(distinct province) as provinces, count(distinct (province, city)) as cities,
    count(distinct (province, city, county)) as areas, count(distinct level) as levels, count(distinct kind) as kinds
from expected_bodies
where first_year <= $last_year and until >= $first_year
