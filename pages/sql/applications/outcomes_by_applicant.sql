-- one row per column of table 三 and outcome group: see outcomes_by.sql
-- years: last
-- uses: selected
-- parameters: columns
with wide as (
    select columns('^applications__(group_.*|concluded_total)__')
    from selected
    join (select report_id, columns('^applications__(group_.*|concluded_total)__') from figures) as sums using (report_id)
    where year = $last_year
),
summed as (
    {columns}
)
unpivot summed on columns(* exclude (column_key, taken_in, contradictory)) into name outcome value count
order by all
