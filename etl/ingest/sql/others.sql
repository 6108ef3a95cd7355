-- grain: one row per source outside $roots, or in a folder or archive that cannot be looked into
-- reads: work.before, work.closed, work.is_below, work.present
-- writes: the Parquet file $out, as part of the staged sources
copy (
    select source_name, root, size, modified_ns, reading, report_ids, reason, sighting
    from work.before anti join work.present using (source_name)
    where not coalesce(work.is_below($roots, root, source_name), false)
        or exists (from work.closed where starts_with(source_name, beginning))
) to $out (format parquet);
