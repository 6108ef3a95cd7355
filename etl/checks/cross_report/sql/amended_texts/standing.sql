-- grain: one row per text of the section $section that is compared now, in a report for one of $years
-- reads: built.compared_texts, built.narratives, temp.current_filings, work.gone
-- writes: temp.standing_texts: `is_kept` if what was compared before can stay
create or replace temp table temp.standing_texts as
select report_id, year, agency_id || scope as body, kind, concat_ws('|', province, city, county) as region,
    report_id in (
        select report_id from built.compared_texts where section_key = $section
        except select report_id from work.gone
    ) as is_kept
from built.narratives join temp.current_filings using (report_id)
where section_key = $section and list_contains($years::smallint[], year);
