-- one row a body of the scope of which any name, present or former, holds `$sought`; those with most reports first
with shown as (
    select distinct agency_id from scope
)
select agency_id, arg_max(agency_names.agency, agency_names.last_year) as agency, any_value(city) as city,
    any_value(county) as county, any_value(kind) as kind, any_value(agencies.last_year) as last_filed,
    any_value(reports) as reports
from agency_names
join agencies using (agency_id)
semi join shown using (agency_id)
where contains(agency_names.agency, $sought)
group by agency_id
order by reports desc, agency_id
limit $most
