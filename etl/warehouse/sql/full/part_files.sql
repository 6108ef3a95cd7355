-- grain: one row per report, in one folder of Parquet files per part
-- reads: work.counted_figures, work.parts
-- writes: Parquet files `parts/part=N/*.parquet` of the staging folder
copy (
    select counted_figures.*, part from work.counted_figures join work.parts using (region_code, agency_id)
) to (getvariable('staging') || '/parts') (format parquet, partition_by (part), compression snappy);
