-- one row, read from `wide` of outcomes_by_applicant.sql: for one column of table 三, the number of reports that state
-- every outcome group, how many of those contradict their 总计, and the sum of each group over the others
-- years: none
-- parameters: column
select '{column}' as column_key, count(*) filter (possible) as taken_in,
    count(*) filter (not possible) as contradictory,
    sum(columns('^applications__group_(.*)__{column}$')) filter (possible) as '\1'
from (
    select *, list_min([*columns('^applications__group_.*__{column}$')]) >= 0 and coalesce(
        applications__concluded_total__{column} = list_sum([*columns('^applications__group_.*__{column}$')]), true
    ) as possible
    from wide
)
where list_count([*columns('^applications__group_.*__{column}$')]) = len([*columns('^applications__group_.*__{column}$')])
