-- grain: one row per source that this load found and can try
-- reads: nothing
-- writes: work.present
create table work.present (source_name varchar);
