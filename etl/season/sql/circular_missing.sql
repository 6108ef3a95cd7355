-- grain: one row per body of the area whose report for $year is expected and was not filed, with its last earlier year, 0 if
-- none
-- reads: expected, reports
-- parameters: area (names of regions, the widest first), year
select any_value(expected.agency) as agency, coalesce(max(reports.year), 0) as last_year,
    any_value(due_on) as due_on
from expected
left join (select agency_id, year from reports where is_current and year < $year) as reports using (agency_id)
where expected.year = $year and state = 'missing'
    and {in_area}
group by agency_id
order by any_value(region_code), agency
