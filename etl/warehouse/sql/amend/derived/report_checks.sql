-- grain: one row per report in which a cross-report rule was evaluated again
-- reads: temp.replaced_results, work.check_lists
-- writes: built.report_checks
update built.report_checks set across = now.across
from (
    select report_id, across
    from (select distinct report_id from temp.replaced_results) left join work.check_lists using (report_id)
) as now
where report_checks.report_id = now.report_id;
