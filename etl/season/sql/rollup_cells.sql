-- grain: one row per part of the area and cell that it states
-- reads: cells
-- parameters: parts (report ids)
select report_id, table_key, row_key, column_key, value
from cells
where value is not null and list_contains($parts, report_id)
