-- one row a year and group: reports, and of each measure asked for how many of them state it and, over those, its pooled
-- numerator and denominator (<key>__taken_in, <key>__numerator, <key>__denominator)
select year, {by} as key, count(*) as reports, {pooled}
from scope
group by all
order by all
