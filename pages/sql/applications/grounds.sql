-- one row per outcome row of table 三 (column 总计): its sum and how many reports state it; for its share of the
-- applications concluded, the sums of both over the reports that state both and did not conclude fewer
-- years: last
-- uses: selected
with chosen as (
    select applications__concluded_total__total as total, columns('^applications__.*__total$')
    from figures semi join selected using (report_id)
    where year = $last_year
),
cells as (
    unpivot chosen on columns(* exclude (total)) into name column_name value stated
),
summed as (
    select column_name, sum(stated) as count, count(*) as taken_in,
        sum(stated) filter (stated between 0 and total) as numerator,
        sum(total) filter (stated between 0 and total) as concluded
    from cells
    group by column_name
),
lines as (
    select column_name, arg_max(row_key, forms.position) as row_key, arg_max(row_group, forms.position) as outcome,
        arg_max(ground, forms.position) as ground, arg_max(article, forms.position) as article,
        arg_max(print_order, forms.position) as print_order
    from form_cells join forms using (form)
    where table_key = 'applications' and column_key = 'total' and row_group <> ''
    group by column_name
)
select row_key, outcome, ground, article, count, taken_in, (select count(*) from chosen) as reports, numerator, concluded
from lines
join summed using (column_name)
order by count desc, print_order
