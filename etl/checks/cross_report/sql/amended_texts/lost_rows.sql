-- grain: one row per section of a report whose text is gone or renewed
-- reads: temp.lost_texts
-- writes: work.lost_texts
insert into work.lost_texts select report_id, section_key from temp.lost_texts;
