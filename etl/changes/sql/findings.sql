-- grain: one row per finding on a current report that one version has and the other has not
-- reads: older, newer, sides
-- writes: finding_changes
create temp table finding_changes as
with older_findings as (
    select agency_id, year, scope, rule_key, table_key, row_key, column_key, expected, found, severity, message, message_en
    from older.findings join sides on report_id = older_report
),
newer_findings as (
    select agency_id, year, scope, rule_key, table_key, row_key, column_key, expected, found, severity, message, message_en
    from newer.findings join sides on report_id = newer_report
),
changed as (
    select 'new' as change, *
    from (select columns(* exclude (severity, message, message_en)) from newer_findings
        except all select columns(* exclude (severity, message, message_en)) from older_findings)
    union all
    select 'closed', *
    from (select columns(* exclude (severity, message, message_en)) from older_findings
        except all select columns(* exclude (severity, message, message_en)) from newer_findings)
),
worded as (
    select agency_id, year, scope, rule_key, table_key, row_key, column_key, expected, found,
        any_value(severity) as severity, any_value(message) as message, any_value(message_en) as message_en
    from (select * from newer_findings union all select * from older_findings)
    group by all
)
select changed.*, sides.agency, worded.severity, worded.message, worded.message_en,
    coalesce(newer_report, older_report) as report
from changed
join sides using (agency_id, year, scope)
join worded on (changed.agency_id, changed.year, changed.scope, changed.rule_key) = (worded.agency_id, worded.year, worded.scope, worded.rule_key)
    and (changed.table_key, changed.row_key, changed.column_key, changed.expected, changed.found)
    is not distinct from (worded.table_key, worded.row_key, worded.column_key, worded.expected, worded.found)
order by agency, year, scope, rule_key, table_key, row_key, column_key, change;
