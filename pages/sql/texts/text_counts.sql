-- one row a year: reports that have a text (in the section), and those whose text holds what is sought
select year, count(distinct report_id) as reports,
    count(distinct report_id) filter (contains(text, $sought)) as taken_in
from scope
join narratives using (report_id)
where $section = '' or section_key = $section
group by year
order by year
