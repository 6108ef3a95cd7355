-- grain: one row per current report of $agency for $year, with what it prints in one cell of the form: NULL if it has none
-- reads: cells, reports, sources
-- parameters: agency, year, table, row, column
select report_id, scope, root, raw, corrected, value
from reports
join (select root, unnest(report_ids) as report_id from sources) using (report_id)
left join (
    select report_id, raw, corrected, value from cells
    where table_key = $table and row_key = $row and column_key = $column
) using (report_id)
where agency = $agency and year = $year and is_current
order by scope
