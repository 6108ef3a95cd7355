-- one row: the number of provinces, cities, regions, levels and kinds of the agencies expected to file
-- years: all
-- uses: expected_agencies
select count(distinct province) as provinces, count(distinct (province, city)) as cities,
    count(distinct (province, city, county)) as areas, count(distinct level) as levels, count(distinct kind) as kinds
from expected_agencies
where first_year <= $last_year and until >= $first_year
