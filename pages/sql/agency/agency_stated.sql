-- one row per figure that a report states in words, in the order of the text
-- years: none
-- parameters: report
select item_key, label_zh, label_en, value as amount, stated_figures.unit, period, exactness, subject, section_key, quote,
    locator
from stated_figures join stated_items using (item_key)
where report_id = $report
order by section_key, stated_figures.position, item_key
