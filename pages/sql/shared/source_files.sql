-- one row per source file: what became of it, with the reason where it was not read
-- years: none
select source_name, outcome, reason from sources order by source_name
