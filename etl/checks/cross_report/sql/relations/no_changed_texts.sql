-- grain: no row: texts are not compared unless one that is compared is new, changed or gone
-- reads: built.common_phrases
-- writes: temp.changed_texts, work.lost_texts, work.common_phrases (as before)
create temp table temp.changed_texts (report_id varchar);
insert into work.common_phrases from built.common_phrases;
create table work.lost_texts (report_id varchar, section_key varchar);
