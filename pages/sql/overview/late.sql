-- one row per agency whose report is late and has no graver fault, with the day of its publication
-- years: last
-- uses: expected
select expected.agency_id, expected.agency, strftime(figures.published_on, '%Y-%m-%d') as published_on
from expected
join figures using (report_id)
where expected.year = $last_year and state = 'late'
order by expected.province, expected.city, expected.county, expected.agency
