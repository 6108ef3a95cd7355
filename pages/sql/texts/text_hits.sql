-- one row a section of a report that holds what is sought, with the text around its first place; `met` counts them all
select scope.year, scope.agency_id, scope.agency, section_key, report_id,
    position($sought in text) as position,
    substr(text, greatest(1, position($sought in text) - 60), 60 + length($sought) + 90) as excerpt,
    count(*) over () as met
from scope
join narratives using (report_id)
where contains(text, $sought) and ($section = '' or section_key = $section)
order by scope.year desc, scope.province, scope.city, scope.county, scope.agency, section_key
limit $most offset $offset
