-- one row per cell of the form on which each table of a report is printed, with what the report prints there
-- years: none
-- parameters: report
with report as (
    select report_id, form, form_applications, form_review from figures where report_id = $report
),
lines as (
    select form_cells.*
    from form_cells, report
    where form_cells.form = case table_key when 'applications' then form_applications
        when 'review_litigation' then form_review else report.form end
),
printed as (
    select * from cells where report_id = $report
)
select lines.form, table_key, block_key, row_key, column_key, table_number, table_label_zh, table_label_en,
    block_label_zh, block_label_en, across, row_number, row_label_zh, row_label_en, row_under,
    column_label_zh, column_label_en, column_under, article, unit, raw, value, state, locator, counted, corrected
from lines
join printed using (table_key, row_key, column_key)
order by print_order
