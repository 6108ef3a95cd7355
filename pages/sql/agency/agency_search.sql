-- one row a body of the scope of which any name, present or former, holds `$sought`: its newest name and, where that does
-- not hold it, the newest that does; those with most reports first
with shown as (
    select distinct agency_id from scope
),
matching as (
    select agency_id, arg_max(agency, last_year) as found_as
    from agency_names
    where contains(agency, $sought)
    group by agency_id
)
select agency_id, agencies.agency, case when not contains(agencies.agency, $sought) then found_as end as former,
    agencies.city, agencies.county, agencies.kind, agencies.last_year as last_filed, agencies.reports
from matching
join agencies using (agency_id)
semi join shown using (agency_id)
order by agencies.reports desc, agency_id
limit $most
