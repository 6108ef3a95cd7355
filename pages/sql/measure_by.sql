-- one row a year and group: pooled numerator and denominator over the reports that state both, and how many do
select year, {by} as key, count(*) as reports, count(*) filter ({stated}) as taken_in,
    sum({numerator}) filter ({stated}) as numerator, sum({denominator}) filter ({stated}) as denominator
from scope
group by all
order by all
