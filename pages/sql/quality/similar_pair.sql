-- one row: one section of two reports, as printed
-- years: none
-- parameters: report_id, other_report_id, section_key
select this.text, other.text as other_text
from narratives as this
join narratives as other using (section_key)
where this.report_id = $report_id and other.report_id = $other_report_id and section_key = $section_key
