-- one row per number that a report states of an item for the year, or of all items: who states it, where, and in what words.
-- Of an item one number of a report is counted, that of a table before those in words, the largest of several: `met` and
-- `median` are of those. With $told, of reports alone whose counted number is told there
-- years: last
-- uses: selected
-- parameters: by, item, key, told, most_behind
with stated as (
    select year, agency_id, agency, label_zh, label_en, value as amount, stated_items.unit, told, exactness, subject, quote,
        report_id
    from item_statements
    join selected using (report_id, agency_id, year)
    join stated_items using (item_key)
    where year = $last_year and ($item is null or item_key = $item) and ($key is null or {by} = $key)
),
counted as (
    select report_id, coalesce(max(amount) filter (told = 'table'), max(amount)) as amount
    from stated
    where $item is not null
    group by report_id
    having $told is null or if(bool_or(told = 'table'), 'table', any_value(told)) = $told
),
totals as (
    select count(*) as met, median(amount) as median from counted
)
select stated.*, met, median
from stated
cross join totals
where $told is null or report_id in (select report_id from counted)
order by amount desc, agency
limit {most_behind}
