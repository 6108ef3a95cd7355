-- one row: a section of a report as printed
select text from narratives where report_id = $report_id and section_key = $section_key
