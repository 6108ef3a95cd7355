-- grain: one row per section of a report and similar text, in an order that does not depend on how they were compared
-- reads: work.similar_texts
-- writes: temp.sorted_similar_texts, work.similar_texts
create or replace temp table temp.sorted_similar_texts as from work.similar_texts order by all;
truncate work.similar_texts;
insert into work.similar_texts from temp.sorted_similar_texts;
drop table temp.sorted_similar_texts;
