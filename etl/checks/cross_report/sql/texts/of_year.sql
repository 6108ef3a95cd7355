-- grain: one row per text of the section $section in a current report for $year
-- reads: temp.current_filings, work.incoming_narratives
-- writes: nothing: the rows are returned
select report_id, agency_id || scope, kind, concat_ws('|', province, city, county), text, agency,
    province, city, county
from work.incoming_narratives join temp.current_filings using (report_id)
where section_key = $section and year = $year;
