-- grain: one row per body of the area that filed an own report in an earlier year, filed none for $year and has not merged
-- reads: reports, agency_successions
-- parameters: area, apart, year
select arg_max(agency, year) as agency, max(year) as last_year
from reports
where is_current and scope = 'own' and status <> 'not_a_report'
    and {in_area}
    and not list_contains($apart, kind)
group by agency_id
having min(year) < $year and not bool_or(year = $year)
    and agency_id not in (select agency_id from agency_successions where from_year <= $year)
order by agency
