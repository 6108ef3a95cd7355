-- grain: one row per body of the area whose report for $year is expected
-- reads: expected
-- parameters: area, year
select agency_id, agency, contact, due_on, state = 'missing' as is_missing, coalesce(days_late, 0) as days_late, synthetic
from expected
where year = $year
    and {in_area}
order by region_code, agency
