-- one row a column of table 三 and outcome group in the scope's last year: what outcomes_by.sql has of one column
with wide as (
    select columns('^applications__group_.*__')
    from scope
    join (select report_id, columns('^applications__group_.*__') from figures) as sums using (report_id)
    where year = $last_year
),
summed as (
    {columns}
)
unpivot summed on columns(* exclude (column_key, taken_in)) into name outcome value count
order by all
