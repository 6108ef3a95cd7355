-- grain: one row per field of a report's identity that is another, of sources that both versions have
-- reads: older, newer
-- writes: identity_changes
create temp table identity_changes as
with both_sources as (
    select older.report_id as older_report, newer.report_id as newer_report, older.source_sha256 = newer.source_sha256 as is_same_file,
        older as older_row, newer as newer_row
    from older.reports as older join newer.reports as newer using (source_name)
    where ({fields_of_older}) is distinct from ({fields_of_newer})
),
fields as (
    select newer_report as report, newer_row.agency_id as agency_id, newer_row.agency as agency, newer_row.year as year,
        newer_row.scope as scope, newer_row.source_name as source_name, is_same_file,
        unnest([{field_names}]) as field, unnest([{older_values}]) as old, unnest([{newer_values}]) as new
    from both_sources
)
select * exclude (is_same_file),
    case
        when not is_same_file then 'new_file'
        when (select reader_version from older.version) <> (select reader_version from newer.version) then 'newer_reader'
        else 'stated_otherwise'
    end as why
from fields
where old is distinct from new
order by agency, year, scope, source_name, field;
