-- grain: one row per report of one range, in one folder of Parquet files per part
-- reads: work.counted_figures, work.parts
-- writes: Parquet files `parts/part=N/*.parquet` of the staging folder, beside those of other ranges
copy (
    select counted_figures.*, part from work.counted_figures join work.parts using (region_code, agency_id)
    where report_id between $first and $last
) to (getvariable('staging') || '/parts') (format parquet, partition_by (part), compression snappy, append);
