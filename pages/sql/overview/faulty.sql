-- one row per finding of severity error
-- years: last
-- uses: selected
select report_id, agency_id, agency, year, findings.rule_key, columns('^message(_en)?$')
from selected
join findings using (report_id)
where year = $last_year and severity = 'error'
order by agency, report_id, findings.rule_key
