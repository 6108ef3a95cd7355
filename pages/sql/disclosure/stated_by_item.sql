-- one row per item stated in words for the year: how many reports state it, and of the largest number in each of them the
-- sum, the median and the range
-- years: last
-- uses: selected
with chosen as (
    select report_id, scope from selected where year = $last_year
),
stated as (
    select item_key, report_id, max(value) as value
    from stated_figures join chosen using (report_id)
    where period = 'year' and (subject = 'own' or scope <> 'own')
    group by item_key, report_id
)
select item_key, group_key, label_zh, label_en, unit, count(*) as taken_in, (select count(*) from chosen) as reports,
    sum(value) as amount, median(value) as middle, min(value) as smallest, max(value) as largest
from stated join stated_items using (item_key)
group by all
order by any_value(position)
