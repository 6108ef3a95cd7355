-- grain: one row per text that was not compared before; those with a phrase that is or was common are added
-- reads: temp.standing_texts
-- writes: temp.renewed_texts
create or replace temp table temp.renewed_texts as
select report_id from temp.standing_texts where not is_kept;
