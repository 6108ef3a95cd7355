-- one row per cell that the form of the report has, with the labels of that form
select wanted.report_id, wanted.source_name, wanted.agency, wanted.year, wanted.scope, wanted.synthetic,
    cells.table_key, labels.table_number, cells.row_key, labels.row_label_zh, labels.row_label_en,
    cells.column_key, labels.column_label_zh, labels.column_label_en, labels.unit,
    cells.value, cells.raw, cells.state, cells.counted, cells.corrected, cells.locator
from cells
join wanted using (report_id)
left join (
    select table_key, row_key, column_key, table_number, row_label_zh, row_label_en, column_label_zh, column_label_en, unit,
        print_order
    from form_cells
    qualify row_number() over (partition by table_key, row_key, column_key order by form desc) = 1
) as labels using (table_key, row_key, column_key)
order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id, cells.table_key, labels.print_order,
    cells.row_key, cells.column_key
