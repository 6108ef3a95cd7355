-- grain: one row per text of the section $section in a current report for $year: whether it was among the $evaluable
-- reads: temp.current_reports, work.incoming_narratives
-- writes: work.across_checks
insert into work.across_checks
with evaluable as (
    select unnest($evaluable::varchar[]) as report_id
)
select $rule, report_id, (report_id in (from evaluable))::integer, (report_id not in (from evaluable))::integer
from work.incoming_narratives join temp.current_reports using (report_id)
where section_key = $section and year = $year;
