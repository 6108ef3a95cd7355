-- grain: one row per current own report of $year whose body lies in the area and belongs to its government
-- reads: reports
-- parameters: area (names of regions, the widest first), apart (kinds that are no part of a government), year
select report_id, agency_id, agency, level, kind, county, status, synthetic
from reports
where is_current and scope = 'own' and year = $year and status <> 'not_a_report'
    and {in_area}
    and not list_contains($apart, kind)
order by region_code, level <> 'prefecture', level <> 'county', agency, report_id
