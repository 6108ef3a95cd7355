-- one row per file that could not be read
-- years: none
select source_name, reason from rejected_sources order by source_name
