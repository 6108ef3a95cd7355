-- grain: one row per current report of $year in the area that was published after the day that the law names
-- reads: findings, reports
-- parameters: area, year
select agency, expected::date as due_on, published_on, date_diff('day', expected::date, published_on) as days
from reports join findings using (report_id)
where is_current and year = $year and rule_key = 'late'
    and {in_area}
order by days desc, agency
