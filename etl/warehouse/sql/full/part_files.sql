-- grain: one row per report, in one folder of Parquet files per part
-- reads: work.incoming, work.parts, work.severity_counts
-- writes: Parquet files `parts/part=N/*.parquet` of the staging folder
copy (
    select incoming.*, coalesce(errors, 0) as errors, coalesce(warnings, 0) as warnings, part
    from work.incoming
    join work.parts using (region_code, agency_id)
    left join work.severity_counts using (report_id)
) to (getvariable('staging') || '/parts') (format parquet, partition_by (part), compression snappy);
