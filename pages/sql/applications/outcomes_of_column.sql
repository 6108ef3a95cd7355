-- one row, read from `wide` of outcomes_by_applicant.sql: for one column of table 三, the number of reports that state
-- every outcome group, and the sum of each
-- years: none
-- parameters: column
select '{column}' as column_key, count(*) as taken_in, sum(columns('^applications__group_(.*)__{column}$')) as '\1'
from wide
where list_count([*columns('^applications__group_.*__{column}$')]) = len([*columns('^applications__group_.*__{column}$')])
