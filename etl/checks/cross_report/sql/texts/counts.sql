-- grain: one row per text of the section $section in a current report: whether it could be compared
-- reads: temp.current_filings, work.compared_texts, work.incoming_narratives
-- writes: work.across_checks
insert into work.across_checks
with evaluable as (
    select report_id from work.compared_texts where section_key = $section and is_evaluable
)
select $rule, report_id, (report_id in (from evaluable))::integer, (report_id not in (from evaluable))::integer
from work.incoming_narratives join temp.current_filings using (report_id)
where section_key = $section;
