-- grain: one row per current report of either version: an agency's year and scope, with its report in each
-- reads: older, newer
-- writes: sides
-- A digest is of everything that is printed in the cells and counted of them. {counted}: the columns of counted values.
create temp table sides as
with older_reports as (
    select agency_id, agency, year, scope, report_id, source_name, source_sha256, hash(states, raws, corrected, {counted}) as digest
    from older.figures where is_current
),
newer_reports as (
    select agency_id, agency, year, scope, report_id, source_name, source_sha256, hash(states, raws, corrected, {counted}) as digest
    from newer.figures where is_current
)
select coalesce(newer_reports.agency_id, older_reports.agency_id) as agency_id,
    coalesce(newer_reports.agency, older_reports.agency) as agency,
    coalesce(newer_reports.year, older_reports.year) as year,
    coalesce(newer_reports.scope, older_reports.scope) as scope,
    older_reports.report_id as older_report, newer_reports.report_id as newer_report,
    older_reports.digest <> newer_reports.digest as has_other_cells,
    case
        when older_reports.source_sha256 = newer_reports.source_sha256 then 'newer_reader'
        when newer_reports.report_id in (select report_id from older.figures) then 'other_copy'
        else 'new_file'
    end as why
from older_reports
full join newer_reports using (agency_id, year, scope);
