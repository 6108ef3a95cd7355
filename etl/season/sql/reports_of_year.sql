-- grain: one row per body with its current report of $year, its own before a roll-up's
-- reads: reports
-- parameters: agencies (agency ids), year
select agency_id, arg_min(report_id, (scope <> 'own', report_id)) as report_id
from reports
semi join (select unnest($agencies) as agency_id) using (agency_id)
where is_current and year = $year
group by agency_id
