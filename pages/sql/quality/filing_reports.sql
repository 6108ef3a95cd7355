-- one row per agency and expected year behind a clicked mark: its state and its report; `met` counts all of them
-- years: all
-- uses: expected
-- parameters: by, key, year, part, most_behind
with clicked as (
    select year, agency_id, agency, state, errors, report_id
    from expected
    where ($key is null or {by} = $key) and ($year is null or year = $year)
        and case $part when 'filed' then state <> 'missing' when 'faulty' then errors > 0
            when 'without_errors' then state <> 'missing' and errors = 0 else $part is null or state = $part end
)
select clicked.year, clicked.agency_id, clicked.agency, clicked.state, clicked.errors,
    figures.published_on, figures.source_name, nullif(figures.url, '') as url, clicked.report_id,
    count(*) over () as met
from clicked
left join figures using (report_id)
order by clicked.year desc, case clicked.state when 'missing' then 0 when 'unreadable' then 1 when 'with_errors' then 2
    when 'late' then 3 else 4 end, clicked.agency
limit {most_behind}
