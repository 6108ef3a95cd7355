-- grain: one row per section of a report and similar text
-- reads: work.similar_texts
-- writes: built.similar_texts
insert into built.similar_texts by name from work.similar_texts order by all;
