-- grain: one row per report whose similar texts are not as before
-- reads: built.similar_texts, work.similar_texts
-- writes: temp.changed_texts, work.similar_texts (keeps the rows of these reports only)
create or replace temp table temp.changed_texts as
select report_id from (from work.similar_texts except all from built.similar_texts)
union
select report_id from (from built.similar_texts except all from work.similar_texts);
delete from work.similar_texts where report_id not in (from temp.changed_texts);
