-- one row per figure that a report states in words
select wanted.report_id, wanted.agency, wanted.year, wanted.scope, item_key, group_key, label_zh, label_en, value,
    stated_figures.unit, period, exactness, subject, label, section_key, quote, stated_figures.position, locator,
    wanted.source_name, wanted.synthetic, wanted.province, wanted.city, wanted.county, wanted.level, wanted.kind,
    wanted.region_code
from stated_figures
join wanted using (report_id)
join stated_items using (item_key)
order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id, section_key, stated_figures.position, item_key, value
