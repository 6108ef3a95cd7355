-- grain: one row per report of the part that the variable `part` names
-- reads: Parquet files `parts/part=N/*.parquet` of the staging folder
-- writes: work.part
create or replace view work.part as
from read_parquet(
    getvariable('staging') || '/parts/part=' || getvariable('part') || '/*.parquet', hive_partitioning := false
);
