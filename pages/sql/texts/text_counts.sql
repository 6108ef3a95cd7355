-- one row per year: reports with a text (in the section), and those whose text contains $sought
-- years: all
-- uses: selected
-- parameters: sought, section
select year, count(distinct report_id) as reports,
    count(distinct report_id) filter (contains(text, $sought)) as taken_in
from selected
join narratives using (report_id)
where $section = '' or section_key = $section
group by year
order by year
