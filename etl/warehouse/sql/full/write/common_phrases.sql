-- grain: one row per section and phrase that is common in it
-- reads: work.common_phrases
-- writes: built.common_phrases
insert into built.common_phrases by name from work.common_phrases order by all;
