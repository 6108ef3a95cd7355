-- grain: one row per body of the area that files for $year: those that a roster of the version lists, and of those elsewhere
-- each with a current report, by its newest name, that has not merged into another by $year
-- reads: agencies, agency_successions, expected, roster
-- parameters: area (empty: everywhere), year
with filing as (
    select agency_id, agency, region_code, province, city, county
    from agencies
    where agency_id in (select agency_id from expected) and agency_id not in (select agency_id from roster)
        and agency_id not in (select agency_id from agency_successions where from_year <= $year) and agency <> ''
    union
    select agency_id, coalesce(agencies.agency, roster.agency), coalesce(agencies.region_code, roster.region_code),
        coalesce(agencies.province, roster.province), coalesce(agencies.city, roster.city),
        coalesce(agencies.county, roster.county)
    from roster
    left join agencies using (agency_id)
    where $year between coalesce(since, $year) and coalesce(until, $year)
)
select agency_id, agency, region_code
from filing
where {in_area}
order by region_code, agency
