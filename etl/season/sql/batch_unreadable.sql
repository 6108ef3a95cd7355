-- grain: one row per file below $root that could not be read
-- reads: sources
-- parameters: root
select source_name, reason from sources where root = $root and outcome = 'rejected' order by source_name
