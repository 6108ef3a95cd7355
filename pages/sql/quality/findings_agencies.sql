-- one row a body with findings in the scope whose name matches, those with most errors first
select scope.agency_id, arg_max(scope.agency, scope.year) as agency, count(*) as findings,
    count(*) filter (severity = 'error') as errors
from scope
join findings using (report_id)
group by scope.agency_id
having $sought = '' or bool_or(contains(scope.agency, $sought))
order by count(*) filter (severity = 'error') desc, count(*) desc, scope.agency_id
limit $most
