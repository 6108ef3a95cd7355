-- grain: one row per report of one part, sorted by region, agency and year
-- reads: Parquet files `parts/part=$part/*.parquet` of the staging folder
-- writes: built.figures
insert into built.figures by name
select * from read_parquet(getvariable('staging') || '/parts/part=' || $part || '/*.parquet', hive_partitioning := false)
order by region_code, agency_id, year, report_id;
