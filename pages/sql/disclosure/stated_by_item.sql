-- one row per item that reports state for the year, in words or in the statistics table: how many state it, and of one
-- number per report (that of the table, else the largest in words) the sum, the median and the range
-- years: last
-- uses: selected
with chosen as (
    select report_id from selected where year = $last_year
),
stated as (
    select item_key, report_id, coalesce(max(value) filter (told = 'table'), max(value)) as value
    from item_statements semi join chosen using (report_id)
    where year = $last_year
    group by item_key, report_id
)
select item_key, group_key, label_zh, label_en, unit, count(*) as taken_in, (select count(*) from chosen) as reports,
    sum(value) as amount, median(value) as middle, min(value) as smallest, max(value) as largest
from stated join stated_items using (item_key)
group by all
order by any_value(position)
