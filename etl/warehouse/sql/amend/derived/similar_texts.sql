-- grain: one row per section of a report and similar text, of the reports whose rows changed
-- reads: temp.changed_texts, work.similar_texts
-- writes: built.similar_texts
delete from built.similar_texts where report_id in (from temp.changed_texts);
insert into built.similar_texts by name from work.similar_texts order by all;
