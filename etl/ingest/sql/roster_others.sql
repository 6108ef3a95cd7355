-- grain: one row per body of a roster outside $roots, or of a roster in $kept
-- reads: work.is_below, work.roster
-- writes: the Parquet file $out, as part of the staged roster
copy (
    from work.roster
    where not coalesce(work.is_below($roots, root, source_name), false) or list_contains($kept, source_name)
) to $out (format parquet);
