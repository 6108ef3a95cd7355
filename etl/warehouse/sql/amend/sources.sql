-- grain: one row per source
-- reads: work.changed_sources, work.sources
-- writes: built.sources
delete from built.sources where source_name in (from work.changed_sources);
insert into built.sources by name from work.sources where source_name in (from work.changed_sources);
