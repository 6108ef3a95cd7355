-- one row per group and outcome group, for one column of table 三: concluded applications, over the reports that state
-- every outcome group of that column
-- years: last
-- uses: selected
-- parameters: by, column
with wide as (
    select {by} as key, columns('^applications__group_.*__{column}$')
    from selected
    join (select report_id, columns('^applications__group_.*__{column}$') from figures) as sums using (report_id)
    where year = $last_year
),
summed as (
    select key, count(*) as taken_in, sum(columns('^applications__group_(.*)__.*$')) as '\1'
    from wide
    where list_count([*columns('^applications__group_')]) = len([*columns('^applications__group_')])
    group by key
)
unpivot summed on columns(* exclude (key, taken_in)) into name outcome value count
order by all
