-- grain: one row per cell of an agency's year and scope that is printed or read otherwise; of reports in both versions
-- reads: touched_older, touched_newer, sides
-- writes: cell_changes
create temp table cell_changes as
with older_cells as (
    select agency_id, year, scope, cells.* from touched_older.cells join sides on report_id = older_report
),
newer_cells as (
    select agency_id, year, scope, cells.* from touched_newer.cells join sides on report_id = newer_report
)
select agency_id, sides.agency, year, scope, newer_report as report,
    concat_ws('/', table_key, row_key, column_key) as cell, table_key, row_key, column_key,
    older_cells.value as old, newer_cells.value as new, older_cells.raw as old_raw, newer_cells.raw as new_raw,
    older_cells.state as old_state, newer_cells.state as new_state,
    case when older_cells.corrected is distinct from newer_cells.corrected and (older_cells.corrected or newer_cells.corrected)
        then 'correction' else why end as why
from older_cells
full join newer_cells using (agency_id, year, scope, table_key, row_key, column_key)
join sides using (agency_id, year, scope)
where (older_cells.value, older_cells.raw, older_cells.state)
    is distinct from (newer_cells.value, newer_cells.raw, newer_cells.state)
order by agency, year, scope, table_key, row_key, column_key;
