-- one row per report with a text (in the section), and of those, unless $whole, whose text contains $sought: in how many
-- sections it does, and the text around its first place; `met` counts all of them
-- years: all
-- uses: selected
-- parameters: sought, section, year, whole, most_behind
select selected.year, selected.agency, count(*) filter (contains(text, $sought)) as passages,
    arg_min(substr(text, greatest(1, position($sought in text) - 60), 60 + length($sought) + 90), section_key)
        filter (contains(text, $sought)) as excerpt,
    selected.agency_id, report_id, count(*) over () as met
from selected
join narratives using (report_id)
where ($section = '' or section_key = $section) and ($year is null or selected.year = $year)
group by all
having $whole or passages > 0
order by selected.year desc, selected.agency
limit {most_behind}
