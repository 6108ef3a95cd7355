-- one row per figure stated in words of one item, or of all: who states it, and the words
-- years: last
-- uses: selected
-- parameters: item
select year, agency_id, agency, label_zh, label_en, value as amount, stated_figures.unit, period, subject, quote,
    report_id
from stated_figures
join selected using (report_id)
join stated_items using (item_key)
where year = $last_year and ($item is null or item_key = $item)
order by amount desc, agency
limit 2000
