-- grain: one row per agency and scope: its newest text of the section $section; at most $most of them
-- reads: temp.current_filings, work.incoming_narratives
-- writes: nothing: the rows are returned
with newest as (
    select arg_max(report_id, year) as report_id
    from temp.current_filings
    where report_id in (select report_id from work.incoming_narratives where section_key = $section)
    group by agency_id, scope
    order by md5(agency_id || scope) limit $most
)
select text, agency, province, city, county
from work.incoming_narratives join newest using (report_id) join temp.current_filings using (report_id)
where section_key = $section;
