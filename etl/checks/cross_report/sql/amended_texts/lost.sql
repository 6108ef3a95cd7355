-- grain: one row per text of the section $section as it was compared before, if it is gone or renewed
-- reads: built.compared_texts, temp.renewed_texts, temp.standing_texts
-- writes: temp.lost_texts
create or replace temp table temp.lost_texts as
from built.compared_texts
where section_key = $section and report_id not in (
    select report_id from temp.standing_texts except select report_id from temp.renewed_texts
);
