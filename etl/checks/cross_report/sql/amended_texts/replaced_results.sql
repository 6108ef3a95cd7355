-- grain: one row per report with a text that was compared again, or of an affected agency
-- reads: temp.changed_texts
-- writes: temp.replaced_results
insert into temp.replaced_results
select $rule, report_id from temp.changed_texts;
