-- grain: one row per year, newest first, with a text of the section $section in a current report
-- reads: temp.current_reports, work.incoming_narratives
-- writes: nothing: the rows are returned
select distinct year
from work.incoming_narratives join temp.current_reports using (report_id)
where section_key = $section
order by year desc;
