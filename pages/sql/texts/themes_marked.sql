-- one row per report with a section 五, one column per theme: whether its part on problems mentions it
-- years: all
-- uses: selected
-- parameters: themes, remedies
select year, report_id, agency_id, agency, {themes}
from (
    select selected.year, report_id, selected.agency_id, selected.agency,
        regexp_extract(text, '(?s)^(.*?)({remedies}|$)', 1) as problems
    from selected
    join narratives using (report_id)
    where section_key = 'problems' and trim(text) <> ''
)
