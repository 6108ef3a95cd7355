-- grain: one row: reports expected for $year in the area, whether a roster says so of any, and how many are there
-- reads: expected
-- parameters: area, year
select count(*) as expected, coalesce(bool_or(from_roster), false) as from_roster, count(report_id) as filed
from expected
where year = $year
    and {in_area}
