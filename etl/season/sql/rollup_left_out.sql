-- grain: one row per body of the area that filed its own report for $year and is no part of the government
-- reads: reports, roster
-- parameters: area, apart (kinds that are no part of a government), year
select distinct agency
from reports
left join (select agency_id, any_value(kind) as kind from roster where kind_stated group by agency_id) as stated
    using (agency_id)
where is_current and scope = 'own' and year = $year and status <> 'not_a_report'
    and {in_area}
    and list_contains($apart, coalesce(stated.kind, reports.kind))
order by agency
