-- grain: one row per rule and report whose findings and counts replace those of the previous version
-- reads: nothing; filled rule by rule
-- writes: temp.replaced_results
create temp table temp.replaced_results (rule_key varchar, report_id varchar);
