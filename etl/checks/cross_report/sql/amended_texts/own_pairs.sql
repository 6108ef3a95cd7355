-- grain: one row per text and the agency's own of the year before, if one of them is renewed
-- reads: temp.renewed_texts, temp.standing_texts
-- writes: nothing: the rows are returned
select later.year, later.report_id, before.report_id
from temp.standing_texts as later
join temp.standing_texts as before on before.body = later.body and before.year = later.year - 1
where later.report_id in (from temp.renewed_texts) or before.report_id in (from temp.renewed_texts)
order by later.report_id;
