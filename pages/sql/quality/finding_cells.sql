-- one row per printed cell that a finding compares, on the `expected` or on the `found` side; $reports are those of
-- finding_reports.sql, $year is the year of the report with the finding
-- years: none
-- parameters: year, reports, table_key, rule, column_key, row_key
with near as (
    select report_id, year - $year as step, year, source_name, source_sha256 from reports where list_contains($reports, report_id)
),
labels as (
    select table_key, row_key, column_key, arg_max(row_group, form) as row_group, arg_max(row_number, form) as row_number,
        arg_max(row_label_zh, form) as row_label_zh, arg_max(row_label_en, form) as row_label_en,
        arg_max(column_label_zh, form) as column_label_zh, arg_max(column_label_en, form) as column_label_en,
        min(print_order) as print_order
    from form_cells
    where table_key = $table_key
    group by all
),
printed as (
    select near.*, cells.* exclude (report_id), labels.* exclude (table_key, row_key, column_key)
    from (select * from cells where list_contains($reports, report_id)) as cells
    join near using (report_id)
    join labels using (table_key, row_key, column_key)
),
sided as (
    select *, case
        when $rule = 'balance' and column_key = $column_key and row_key in ('received_new', 'carried_in') then 'expected'
        when $rule = 'balance' and column_key = $column_key and row_key in ('concluded_total', 'carried_out') then 'found'
        when $rule = 'outcomes' and column_key = $column_key and row_key = 'concluded_total' then 'expected'
        when $rule = 'outcomes' and column_key = $column_key and row_group <> '' then 'found'
        when $rule in ('applicants', 'results') and row_key = $row_key and column_key = 'total' then 'expected'
        when $rule in ('applicants', 'results') and row_key = $row_key then 'found'
        when $rule = 'carried_over' and column_key = $column_key and step = -1 and row_key = 'carried_out' then 'expected'
        when $rule = 'carried_over' and column_key = $column_key and step = 0 and row_key = 'carried_in' then 'found'
        when $rule = 'items_over_years' and row_key = $row_key and step = -1
            and column_key in ('items_last_year', 'items_change') then 'expected'
        when $rule = 'items_over_years' and row_key = $row_key and step = 0 and column_key = 'items_last_year' then 'found'
        when $rule = 'in_force_over_years' and row_key = $row_key and step = -1 and column_key = 'in_force' then 'expected'
        when $rule = 'in_force_over_years' and row_key = $row_key and step = 0 and column_key in ('issued', 'repealed')
            then 'expected'
        when $rule = 'in_force_over_years' and row_key = $row_key and step = 0 and column_key = 'in_force' then 'found'
        when $rule = 'pending_reappear' and row_key = $row_key and step = -1 and column_key = 'pending' then 'expected'
        when $rule = 'pending_reappear' and row_key = $row_key and step = 0 and column_key = 'total' then 'found'
        when $rule in ('unit_slip', 'jump') and row_key = $row_key and column_key = $column_key and step <> 0 then 'expected'
        when $rule in ('unit_slip', 'jump') and row_key = $row_key and column_key = $column_key then 'found'
        when $rule in ('balance', 'outcomes', 'applicants', 'results', 'carried_over', 'items_over_years',
            'in_force_over_years', 'pending_reappear', 'unit_slip', 'jump') then null
        when step = 0 and row_key = $row_key and ($column_key is null or column_key = $column_key) then 'found'
    end as side
    from printed
)
select side, if($rule in ('applicants', 'results'), 'column', 'row') as rule_axis, year, report_id, table_key, row_key, column_key, row_number, row_label_zh, row_label_en, column_label_zh,
    column_label_en, value, raw, state, corrected, locator, source_name, source_sha256
from sided
where side is not null
order by side, year, print_order
