-- one row per cell of table 二 that a form prints: its sum and how many reports state it
-- years: last
-- uses: selected
with chosen as (
    select form, columns('^proactive_disclosure__.*$') from figures semi join selected using (report_id)
    where year = $last_year
),
summed as (
    unpivot (select form, sum(columns(* exclude (form))) as "\0" from chosen group by form)
    on columns(* exclude (form)) into name column_name value amount
),
stated as (
    unpivot (select form, count(columns(* exclude (form))) as "\0" from chosen group by form)
    on columns(* exclude (form)) into name column_name value taken_in
),
filed as (
    select form, count(*) as reports from chosen group by form
)
select form, row_key, column_key, article, unit, measured, amount, taken_in, reports
from form_cells
join stated using (form, column_name)
join filed using (form)
left join summed using (form, column_name)
where table_key = 'proactive_disclosure'
order by form desc, print_order
