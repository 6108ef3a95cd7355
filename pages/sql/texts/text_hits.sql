-- one row per section of a report that contains $sought, with the text around its first place; `met` counts all of them
-- years: all
-- uses: selected
-- parameters: sought, section, most, offset
select selected.year, selected.agency_id, selected.agency, section_key, report_id,
    position($sought in text) as position,
    substr(text, greatest(1, position($sought in text) - 60), 60 + length($sought) + 90) as excerpt,
    count(*) over () as met
from selected
join narratives using (report_id)
where contains(text, $sought) and ($section = '' or section_key = $section)
order by selected.year desc, selected.province, selected.city, selected.county, selected.agency, section_key
limit $most offset $offset
