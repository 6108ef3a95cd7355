-- one row per year and place where an item is told (the statistics table or words): reports of the year, how many state it
-- there and, of one number per report, the sum and the median
-- years: each
-- uses: selected
-- parameters: item
with filed as (
    select year, count(*) as reports from selected group by year
),
stated as (
    select year, report_id, min(told) as told, coalesce(max(value) filter (told = 'table'), max(value)) as value
    from item_statements semi join selected using (report_id)
    where item_key = $item
    group by year, report_id
)
select year, coalesce(told, '') as told, reports, count(value) as taken_in, sum(value) as amount, median(value) as middle
from filed left join stated using (year)
group by year, told, reports
order by year, told
