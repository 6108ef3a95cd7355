-- one row a report that has a section 五, one column a theme: whether its part on problems speaks of it
select year, report_id, agency_id, agency, {themes}
from (
    select scope.year, report_id, scope.agency_id, scope.agency,
        regexp_extract(text, '(?s)^(.*?)({remedies}|$)', 1) as problems
    from scope
    join narratives using (report_id)
    where section_key = 'problems' and trim(text) <> ''
)
