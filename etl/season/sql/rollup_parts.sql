-- grain: one row per current own report of $year whose body lies in the area and belongs to its government; the kind is
-- that which a roster states, if it states one
-- reads: reports, roster
-- parameters: area (names of regions, the widest first), apart (kinds that are no part of a government), year
select report_id, reports.agency_id, agency, level, coalesce(stated.kind, reports.kind) as kind, county, status, synthetic
from reports
left join (select agency_id, any_value(kind) as kind from roster where kind_stated group by agency_id) as stated
    using (agency_id)
where is_current and scope = 'own' and year = $year and status <> 'not_a_report'
    and {in_area}
    and not list_contains($apart, coalesce(stated.kind, reports.kind))
order by region_code, level <> 'prefecture', level <> 'county', agency, report_id
