-- grain: one row per text of the $sections in a current report whose results are replaced: whether it could be compared
-- reads: built.compared_texts, built.narratives, temp.current_filings, temp.replaced_results, work.compared_texts, work.lost_texts
-- writes: work.across_checks
insert into work.across_checks
with evaluable as (
    select report_id, section_key
    from built.compared_texts anti join work.lost_texts using (report_id, section_key) where is_evaluable
    union all
    select report_id, section_key from work.compared_texts where is_evaluable
)
select $rule, report_id, (evaluable.report_id is not null)::integer, (evaluable.report_id is null)::integer
from built.narratives
semi join temp.current_filings using (report_id)
semi join (from temp.replaced_results where rule_key = $rule) using (report_id)
left join evaluable using (report_id, section_key)
where list_contains($sections, section_key);
