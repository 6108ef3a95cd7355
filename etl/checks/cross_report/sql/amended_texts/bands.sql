-- grain: one row per text of the section $section and the year $year that is long enough; a renewed one as before and now
-- reads: built.compared_texts, previous.figures, temp.lost_texts, temp.renewed_texts, temp.standing_texts, work.compared_texts
-- writes: temp.banded_texts
create or replace temp table temp.banded_texts as
select report_id, kind, region, bands, false as is_renewed, false as is_lost
from built.compared_texts join temp.standing_texts using (report_id)
where section_key = $section and compared_texts.year = $year and bands is not null
    and report_id not in (from temp.renewed_texts)
union all
select report_id, kind, region, bands, true, false
from work.compared_texts join temp.standing_texts using (report_id)
where section_key = $section and compared_texts.year = $year and bands is not null
union all
select report_id, kind, concat_ws('|', province, city, county), bands, false, true
from temp.lost_texts join previous.figures using (report_id)
where lost_texts.year = $year and bands is not null;
