-- one row an error-level finding in a report of the scope's last year
select report_id, agency, year, findings.rule_key, columns('^message(_en)?$')
from scope
join findings using (report_id)
where year = $last_year and severity = 'error'
order by agency, report_id, findings.rule_key
