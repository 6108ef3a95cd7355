-- grain: none yet; the cross-report checks add one row per report, rule and section
-- reads: nothing
-- writes: work.across_checks
create table work.across_checks (
    rule_key varchar, report_id varchar, evaluated integer, not_evaluable integer
);
