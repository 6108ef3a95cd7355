-- one row per agency with findings whose name contains $sought, most errors first
-- years: all
-- uses: selected
-- parameters: sought, most
select selected.agency_id, arg_max(selected.agency, selected.year) as agency, count(*) as findings,
    count(*) filter (severity = 'error') as errors
from selected
join findings using (report_id)
group by selected.agency_id
having $sought = '' or bool_or(contains(selected.agency, $sought))
order by count(*) filter (severity = 'error') desc, count(*) desc, selected.agency_id
limit $most
