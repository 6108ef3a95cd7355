-- grain: one row per report and other report of the same agency, year and scope: the cells in which they differ
-- reads: temp.copies, built.form_cells
-- writes: temp.differing_cells
-- `comparable`: both state figures; `n` is NULL where no cell differs.
create or replace temp table temp.differing_cells as
with pairs as (
    select this.report_id, other.report_id as other_id
    from temp.copies as this
    join temp.copies as other using (agency_id, year, scope)
    where this.report_id <> other.report_id
),
printed as (
    unpivot (select report_id, columns('^[a-z_0-9]+__[a-z_0-9]+__[a-z_0-9]+$') from temp.copies)
    on columns(* exclude (report_id)) into name column_name value amount
),
lines as (
    select column_name, any_value(table_key) as table_key, any_value(row_key) as row_key, any_value(column_key) as column_key,
        any_value(position) as position,
        arg_max(concat('表', table_number, ' ', row_number, row_label_zh, '｜', column_label_zh), form) as label,
        arg_max(concat('table ', table_number, ' ', row_label_en, ' | ', column_label_en), form) as label_en
    from built.form_cells group by column_name
),
sides as (
    select pairs.report_id, other_id, column_name, amount as here, null as there
    from pairs join printed using (report_id)
    union all
    select pairs.report_id, other_id, column_name, null, amount
    from pairs join printed on printed.report_id = pairs.other_id
),
cells as (
    select report_id, other_id, column_name, max(here) as here, max(there) as there
    from sides group by all
),
differences as (
    select *, row_number() over (partition by report_id, other_id order by position) as number
    from cells join lines using (column_name)
    where here is distinct from there
),
listed as (
    select report_id, other_id, count(*) as n,
        arg_min(table_key, number) as table_key, arg_min(row_key, number) as row_key, arg_min(column_key, number) as column_key,
        list(concat_ws('.', table_key, row_key, column_key) order by number) as cells,
        string_agg(
            concat(label, ' ', coalesce(plain(here), '空'), ' / ', coalesce(plain(there), '空')), '；' order by number
        ) filter (number <= 5) as differing,
        string_agg(
            concat(label_en, ' ', coalesce(plain(here), 'blank'), ' / ', coalesce(plain(there), 'blank')), '; ' order by number
        ) filter (number <= 5) as differing_en
    from differences group by all
),
stating as (
    select report_id, other_id, count(here) > 0 and count(there) > 0 as comparable from cells group by all
)
select * from pairs
left join listed using (report_id, other_id)
left join stating using (report_id, other_id);
