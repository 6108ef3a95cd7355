-- one row per year: reports that state an item, in words or in the statistics table
-- years: each
-- uses: selected
select year, count(distinct report_id) as reports
from item_statements semi join selected using (report_id)
group by year
order by year
