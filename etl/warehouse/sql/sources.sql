-- grain: one row per source of the new version
-- reads: staged Parquet files `sources*.parquet` (what this load looked at, and what lies outside its folders)
-- writes: work.sources
create table work.sources as
select source_name, root, size, modified_ns, reading, if(len(report_ids) = 0, 'rejected', 'loaded') as outcome,
    report_ids, reason, sighting
from read_parquet(getvariable('staging') || '/sources*.parquet');
