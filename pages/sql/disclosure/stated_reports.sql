-- one row per number that a report states of an item for the year, or of all items: who states it, where, and in what words
-- years: last
-- uses: selected
-- parameters: by, item, key
select year, agency_id, agency, label_zh, label_en, value as amount, stated_items.unit, told, exactness, subject, quote,
    report_id
from item_statements
join selected using (report_id, agency_id, year)
join stated_items using (item_key)
where year = $last_year and ($item is null or item_key = $item) and ($key is null or {by} = $key)
order by amount desc, agency
limit 2000
