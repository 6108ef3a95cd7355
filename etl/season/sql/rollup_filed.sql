-- grain: one row per cell that the area's own filed roll-up states, of $year
-- reads: cells, reports
-- parameters: area, year
select report_id, table_key, row_key, column_key, value
from reports join cells using (report_id)
where is_current and scope = 'government_rollup' and year = $year and status <> 'not_a_report' and value is not null
    and {is_area}
