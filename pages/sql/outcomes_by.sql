-- one row a group, column of table 三 and outcome group in the scope's last year: applications ended so, over the
-- reports that state every outcome group of that column
with long as (
    unpivot (
        select scope.report_id, {by} as key, columns('^applications__group_.*__.*$')
        from scope join (select report_id, columns('^applications__group_.*__.*$') from figures) as sums using (report_id)
        where year = $last_year
    )
    on columns('^applications__group_.*__.*$') into name column_name value count
),
parts as (
    select report_id, key, count,
        regexp_extract(column_name, '^applications__group_(.*)__(.*)$', 1) as outcome,
        regexp_extract(column_name, '^applications__group_(.*)__(.*)$', 2) as column_key
    from long
),
complete as (
    select report_id, column_key
    from parts
    group by all
    having count(*) = (select count(distinct row_group) from form_cells where row_group <> '')
)
select key, column_key, outcome, sum(count) as count, count(distinct report_id) as taken_in
from parts
join complete using (report_id, column_key)
group by all
order by all
