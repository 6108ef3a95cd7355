-- grain: one row per body of the area that filed in an earlier year, filed nothing for $year and has not merged
-- reads: agency_successions, reports
-- parameters: area (names of regions, the widest first), year
select arg_max(agency, year) as agency, max(year) as last_year
from reports
where is_current and status <> 'not_a_report'
    and {in_area}
group by agency_id
having min(year) < $year and not bool_or(year = $year)
    and agency_id not in (select agency_id from agency_successions where from_year <= $year)
order by agency
