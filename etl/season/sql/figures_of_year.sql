-- grain: one row per body and cell that its current report of $year states
-- reads: cells, reports
-- parameters: agencies (agency ids), year
select agency_id, table_key, row_key, column_key, value
from reports join cells using (report_id)
where is_current and year = $year and value is not null and list_contains($agencies, agency_id)
