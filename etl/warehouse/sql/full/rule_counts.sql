-- grain: one row per report, cross-report rule and section, sorted, so that a range of reports is read alone
-- reads: work.across_checks
-- writes: work.rule_counts
create table work.rule_counts as
select rule_key, report_id, evaluated, not_evaluable from work.across_checks order by report_id;
