-- one row per year in which a report of the selected agency is expected, with its state (see expected.sql)
-- and its report; NULL if none was filed
-- years: all
-- uses: expected
select expected.year, expected.state, expected.report_id, figures.* exclude (year, report_id)
from expected
left join (
    select year, report_id, agency, scope, level, kind, kinds, province, city, county, region_code, title, synthetic,
        format, published_on, nullif(url, '') as url, errors, warnings, form, source_name, source_sha256
    from reports
) as figures using (report_id)
order by expected.year
