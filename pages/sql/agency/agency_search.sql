-- one row per selected agency with a present or former name that contains $sought, most reports first;
-- `former` is the newest such name if the present one does not contain it
-- years: all
-- uses: selected
-- parameters: sought, most
with shown as (
    select distinct agency_id from selected
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
