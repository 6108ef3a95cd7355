-- one row: one section of a report, as printed
-- years: none
-- parameters: report_id, section_key
select text from narratives where report_id = $report_id and section_key = $section_key
