-- one row per agency expected to file: from `first_year`, that of its first report, `until` the newest year of the
-- database or, if a successor took over, its last report; by a roster where there is one for it, in its years; name, level,
-- kind and region are its newest
-- years: none
-- uses: selected_all_years, succeeded_agencies
-- parameters: condition
with filed as (
    select agency_id, min(year) as first_year, max(year) as last_year,
        arg_max(agency, year) as agency, arg_max(level, year) as level, arg_max(kind, year) as kind,
        arg_max(province, year) as province, arg_max(city, year) as city, arg_max(county, year) as county
    from selected_all_years
    group by agency_id
),
listed as (
    select agency_id, min(year) as first_year, max(year) as until, arg_max(agency, year) as agency,
        arg_max(level, year) as level, arg_max(kind, year) as kind, arg_max(province, year) as province,
        arg_max(city, year) as city, arg_max(county, year) as county
    from (select * replace (coalesce(report_id, '') as report_id) from main.expected where from_roster)
    where {condition}
    group by agency_id
),
newest as (
    select max(year) as year from measured
)
select filed.*, case when succeeded_agencies.agency_id is null then newest.year else filed.last_year end as until,
    false as from_roster
from filed
cross join newest
left join succeeded_agencies on succeeded_agencies.agency_id = filed.agency_id and succeeded_agencies.from_year > filed.last_year
-- a body that a roster leaves out is not expected at all
where filed.agency_id in (select agency_id from main.expected where not from_roster)
union all by name
select listed.*, filed.last_year, true as from_roster
from listed
left join filed using (agency_id)
