-- one row per printed cell in a table of $reports, which are those of finding_reports.sql; `step` is how many years after
-- $year, the year of the report with the finding, its report is
-- years: none
-- parameters: year, reports, table_key
with near as (
    select report_id, year - $year as step, year, source_name, source_sha256 from reports where list_contains($reports, report_id)
),
labels as (
    select table_key, row_key, column_key, arg_max(row_number, form) as row_number,
        arg_max(row_label_zh, form) as row_label_zh, arg_max(row_label_en, form) as row_label_en,
        arg_max(column_label_zh, form) as column_label_zh, arg_max(column_label_en, form) as column_label_en,
        min(print_order) as print_order
    from form_cells
    where table_key = $table_key
    group by all
)
select step, year, report_id, table_key, row_key, column_key, row_number, row_label_zh, row_label_en, column_label_zh,
    column_label_en, value, raw, state, corrected, locator, source_name, source_sha256
from (select * from cells where list_contains($reports, report_id)) as cells
join near using (report_id)
join labels using (table_key, row_key, column_key)
order by year, print_order
