-- one row per current report that the reader's filters leave, whatever its year
-- years: none
-- parameters: condition
select * from measured where {condition}
