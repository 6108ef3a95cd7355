-- grain: one row per year, newest first, with the number of texts of the section $section in current reports
-- reads: temp.current_filings, work.incoming_narratives
-- writes: nothing: the rows are returned
select year, count(*)
from work.incoming_narratives join temp.current_filings using (report_id)
where section_key = $section
group by year order by year desc;
