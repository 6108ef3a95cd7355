-- grain: one row: reports expected for $year in the area, whether a roster says so of any, how many are there,
-- and of how many it cannot be told whether they were late: no day of publication, or none that they were due
-- reads: expected
-- parameters: area, year
select count(*) as expected, coalesce(bool_or(from_roster), false) as from_roster, count(report_id) as filed,
    count(report_id) filter (days_late is null) as untold
from expected
where year = $year
    and {in_area}
