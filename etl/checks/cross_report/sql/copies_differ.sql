-- grain: one row per report and other report of the same agency, year and scope of which one is the current one
-- reads: copies
-- Not evaluable: one of them states no figure at all. `variant` is the key that decided which of them counts; empty: none.
with pairs as (
    select this.report_id, other.report_id as other_id, other.source_name as other_name, counting.source_name as counting,
        case
            when rest.other_document then 'other_document'
            when rest.unlisted and not counting.unlisted then 'manifest'
            when rest.edition_rank > counting.edition_rank then 'edition'
            when rest.partial and not counting.partial then 'partial'
            when rest.published_on is distinct from counting.published_on then 'published'
            when rest.stated < counting.stated then 'fuller'
            else ''
        end as variant
    from temp.copies as this
    join temp.copies as other using (agency_id, year, scope)
    join temp.copies as counting on counting.report_id in (this.report_id, other.report_id) and counting.is_current
    join temp.copies as rest on rest.report_id in (this.report_id, other.report_id) and not rest.is_current
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
select report_id, table_key, row_key, column_key, case when comparable then n is not null end as broken, variant, cells,
    regexp_extract(other_name, '[^/\\]+$') as other, regexp_extract(counting, '[^/\\]+$') as counting,
    n::varchar as n, differing, differing_en, if(n > 5, '；等', '') as more, if(n > 5, '; and others', '') as more_en
from pairs
left join listed using (report_id, other_id)
left join stating using (report_id, other_id)
