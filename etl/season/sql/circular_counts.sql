-- grain: one row: current reports of $year in the area with errors, and whether any report is synthetic
-- reads: reports
-- parameters: area, year
select count(*) filter (errors > 0) as with_errors, coalesce(bool_or(synthetic), false) as synthetic
from reports
where is_current and year = $year and status <> 'not_a_report'
    and {in_area}
