-- one row a file that was looked at and could not be read
select source_name, reason from rejected_sources order by source_name
