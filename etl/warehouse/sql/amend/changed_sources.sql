-- grain: one row per source that is new, gone or recorded differently from before
-- reads: built.sources, work.sources
-- writes: work.changed_sources
create table work.changed_sources as
select source_name from built.sources as before full join work.sources as now using (source_name)
where before is distinct from now;
