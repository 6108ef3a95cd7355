-- grain: one row per source
-- reads: work.sources
-- writes: built.sources
insert into built.sources by name from work.sources order by source_name;
