-- grain: one row per finding of severity error in a current report of $year in the area
-- reads: findings, reports, rules
-- parameters: area, year
select agency, rules.label_zh as rule, message, printed, computed, difference
from reports join findings using (report_id) join rules using (rule_key)
where is_current and year = $year and findings.severity = 'error'
    and {in_area}
order by region_code, agency, rules.position, message
