-- grain: one row per report and cross-report rule (and section), of the reports in which a rule was evaluated again
-- reads: built.report_checks, temp.replaced_results, work.across_checks
-- writes: work.rule_counts
create table work.rule_counts as
select rule_key, report_id, evaluated, not_evaluable
from (
    select report_id, unnest(across, recursive := true)
    from built.report_checks where report_id in (select report_id from temp.replaced_results)
)
anti join temp.replaced_results using (rule_key, report_id)
union all
from work.across_checks semi join temp.replaced_results using (rule_key, report_id);
