-- grain: one row per section of a report that was compared for similar texts
-- reads: work.compared_texts
-- writes: built.compared_texts
insert into built.compared_texts by name from work.compared_texts order by section_key, year, report_id;
