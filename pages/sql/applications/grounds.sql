-- one row per outcome row of table 三 (column 总计): its sum and how many reports state it
-- years: last
-- uses: selected
with chosen as (
    select columns('^applications__.*__total$') from figures semi join selected using (report_id) where year = $last_year
),
summed as (
    unpivot (select sum(columns(*)) as "\0" from chosen) on columns(*) into name column_name value count
),
stated as (
    unpivot (select count(columns(*)) as "\0" from chosen) on columns(*) into name column_name value taken_in
),
lines as (
    select column_name, arg_max(row_key, forms.position) as row_key, arg_max(row_group, forms.position) as outcome,
        arg_max(ground, forms.position) as ground, arg_max(article, forms.position) as article,
        arg_max(print_order, forms.position) as print_order
    from form_cells join forms using (form)
    where table_key = 'applications' and column_key = 'total' and row_group <> ''
    group by column_name
)
select row_key, outcome, ground, article, count, taken_in,
    (select count(*) from chosen) as reports,
    (select sum(applications__concluded_total__total) from chosen) as concluded
from lines
join summed using (column_name)
join stated using (column_name)
order by count desc, print_order
