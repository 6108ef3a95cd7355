-- grain: one row per body of the area whose own report for $year is expected and was not filed
-- reads: expected
-- parameters: area, apart, year
select agency
from expected
where year = $year and state = 'missing' and scope = 'own'
    and {in_area}
    and not list_contains($apart, kind)
order by agency
