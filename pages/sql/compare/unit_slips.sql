-- one row per agency and cell of table 二 whose figure is held to be in the wrong unit
-- years: last
-- uses: selected
select distinct selected.agency_id, 'proactive_disclosure.' || row_key || '.' || column_key as cell
from selected
join findings using (report_id)
where selected.year = $last_year and rule_key = 'unit_slip' and table_key = 'proactive_disclosure'
order by all
