-- one row a body and expected year of what was clicked on: its state and its report
select expected.year, expected.agency_id, expected.agency, expected.state, expected.errors,
    figures.published_on, figures.source_name, nullif(figures.url, '') as url
from expected
left join figures using (report_id)
where ($key is null or {by} = $key) and ($year is null or expected.year = $year)
order by expected.year desc, case expected.state when 'missing' then 0 when 'unreadable' then 1 when 'with_errors' then 2
    when 'late' then 3 else 4 end, expected.agency
limit 2000
