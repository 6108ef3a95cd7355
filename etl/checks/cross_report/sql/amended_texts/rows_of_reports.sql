-- grain: one row per text of the section $section in one of the reports $reports: where it stands in its table
-- reads: built.narratives
-- writes: temp.rows_of_reports
create or replace temp table temp.rows_of_reports as
select narratives.rowid as row_number
from built.narratives semi join (select unnest($reports::varchar[]) as report_id) using (report_id)
where section_key = $section;
