-- one row per report that a finding looks at: its own and, for rules over several years, the same agency's others
-- years: none
-- parameters: report_id, other_years
select near.report_id, near.year, this.year as year_of_finding
from figures as this
join figures as near using (agency_id, scope)
where this.report_id = $report_id
    and (near.report_id = $report_id or ($other_years and near.is_current and near.year <> this.year))
order by near.year
