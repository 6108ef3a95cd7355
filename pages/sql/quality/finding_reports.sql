-- one row per report that a finding looks at: its own and, for rules over several years, the same agency's others
-- years: none
-- parameters: report_id, rule
select near.report_id, near.year, this.year as year_of_finding
from figures as this
join figures as near using (agency_id, scope)
where this.report_id = $report_id and (near.report_id = $report_id or (near.is_current and near.year <> this.year
    and $rule in ('carried_over', 'items_over_years', 'in_force_over_years', 'pending_reappear', 'unit_slip', 'jump')))
order by near.year
