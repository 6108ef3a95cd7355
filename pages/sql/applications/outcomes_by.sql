-- one row per group and outcome group, for one column of table 三: concluded applications, over the reports that state
-- every outcome group of that column and whose 总计, if stated, is their sum; `contradictory` counts the others
-- years: last
-- uses: selected
-- parameters: by, column
with wide as (
    select {by} as key, columns('^applications__(group_.*|concluded_total)__{column}$')
    from selected
    join (
        select report_id, columns('^applications__(group_.*|concluded_total)__{column}$') from figures
    ) as sums using (report_id)
    where year = $last_year
),
marked as (
    select *, list_count([*columns('^applications__group_')]) = len([*columns('^applications__group_')]) as whole,
        list_min([*columns('^applications__group_')]) >= 0 and coalesce(
            applications__concluded_total__{column} = list_sum([*columns('^applications__group_')]), true
        ) as possible
    from wide
),
summed as (
    select key, count(*) filter (possible) as taken_in, count(*) filter (not possible) as contradictory,
        sum(columns('^applications__group_(.*)__.*$')) filter (possible) as '\1'
    from marked
    where whole
    group by key
)
unpivot summed on columns(* exclude (key, taken_in, contradictory)) into name outcome value count
order by all
