-- one row per group of the year: reports, how many of them state an item and, of one number per report, the sum, the median
-- and the words of the largest
-- years: last
-- uses: selected
-- parameters: by, item
with stated as (
    select report_id, coalesce(max(value) filter (told = 'table'), max(value)) as value, arg_max(quote, value) as quote
    from item_statements semi join selected using (report_id)
    where item_key = $item and year = $last_year
    group by report_id
)
select {by} as key, count(*) as reports, count(value) as taken_in, sum(value) as amount, median(value) as middle,
    arg_max(quote, value) as quote
from selected left join stated using (report_id)
where year = $last_year
group by all
order by all
