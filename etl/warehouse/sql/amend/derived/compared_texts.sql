-- grain: one row per section of a report that is compared for similar texts
-- reads: work.compared_texts, work.lost_texts
-- writes: built.compared_texts
delete from built.compared_texts where (report_id, section_key) in (from work.lost_texts);
insert into built.compared_texts by name from work.compared_texts order by section_key, year, report_id;
