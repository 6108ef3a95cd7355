-- one row a report that a finding looks at: the report that it is in and, for rules over years, the same body's others
select near.report_id, near.year, this.year as year_of_finding
from figures as this
join figures as near using (agency_id, scope)
where this.report_id = $report_id and (near.report_id = $report_id or (near.is_current and near.year <> this.year
    and $rule in ('carried_over', 'items_over_years', 'in_force_over_years', 'pending_reappear', 'unit_slip', 'jump')))
order by near.year
