-- grain: one row per report that is new or gone, or that counts in place of another
-- reads: older, newer, sides
-- writes: report_changes
create temp table report_changes as
with replaced as (
    select newer_report as report, older_report as instead_of
    from sides
    where older_report is not null and newer_report is not null and older_report <> newer_report
),
changed as (
    select 'replaced' as change, report, instead_of from replaced
    union all
    select 'new', report_id, null
    from newer.figures
    where report_id not in (select report_id from older.figures) and report_id not in (select report from replaced)
    union all
    select 'gone', report_id, null
    from older.figures
    where report_id not in (select report_id from newer.figures) and report_id not in (select instead_of from replaced)
),
named as (
    select report_id, agency_id, agency, year, scope, source_name from newer.figures
    union
    select report_id, agency_id, agency, year, scope, source_name from older.figures anti join newer.figures using (report_id)
)
select changed.*, named.* exclude (report_id)
from changed join named on report_id = report
order by agency, year, scope, change, report;
