-- one row per agency whose report is expected and was not filed
-- years: last
-- uses: expected
select agency_id, agency, province, city, county, level, last_year as last_filed
from expected
where year = $last_year and report_id is null
order by province, city, county, agency
