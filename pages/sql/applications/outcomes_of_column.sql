-- one row, read from `wide` of outcomes_by_applicant.sql: of one column of table 三, reports that state every outcome
-- group of it, and the sum of each
select '{column}' as column_key, count(*) as taken_in, sum(columns('^applications__group_(.*)__{column}$')) as '\1'
from wide
where list_count([*columns('^applications__group_.*__{column}$')]) = len([*columns('^applications__group_.*__{column}$')])
