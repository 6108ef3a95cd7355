-- grain: one row per report of $year in the area that was published after its day
-- reads: expected
-- parameters: area, year
select agency, due_on, published_on, days_late
from expected
where year = $year and days_late > 0
    and {in_area}
order by days_late desc, agency
