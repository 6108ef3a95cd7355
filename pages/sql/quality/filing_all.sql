-- one row per agency and expected year, of agencies with a name that contains $sought and that were ever in $state
-- years: all
-- uses: expected
-- parameters: sought, state
with chosen as (
    select agency_id
    from expected
    group by agency_id
    having ($sought = '' or bool_or(contains(agency, $sought))) and ($state = '' or bool_or(state = $state))
)
select expected.year, expected.agency_id, expected.agency, expected.province, expected.city, expected.county,
    expected.level, expected.kind, expected.state, expected.errors, figures.published_on, figures.source_name,
    nullif(figures.url, '') as url, expected.report_id
from expected
semi join chosen on chosen.agency_id = expected.agency_id
left join figures using (report_id)
order by expected.province, expected.city, expected.county, expected.agency, expected.agency_id, expected.year
