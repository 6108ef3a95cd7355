-- grain: one row per finding that was followed and is no longer found, with the current report of its body and year, if there
-- is one: how often the rule was evaluated in it or could not be, and whether it states the number at the finding's cell
-- reads: cells, reports, rule_checks, version
-- parameters: codes, agencies, scopes, years, rules, cells
with gone as (
    select unnest($codes) as code, unnest($agencies) as agency_id, unnest($scopes) as scope, unnest($years) as year,
        unnest($rules) as rule_key, unnest($cells) as cell
),
reported as (
    select gone.*, report_id, status
    from gone
    join reports on reports.agency_id = gone.agency_id and reports.scope = gone.scope and reports.year = gone.year
        and is_current
),
evaluated as (
    select report_id, rule_key, sum(evaluated) as evaluated, sum(not_evaluable)::integer as not_evaluable
    from rule_checks semi join reported using (report_id)
    group by all
),
stated as (
    select report_id, table_key || '/' || row_key || '/' || column_key as cell, true as is_stated
    from cells semi join reported using (report_id)
    where state = 'number'
)
select code, report_id, (select version from version) as version,
    coalesce(evaluated, if(status = 'tables_unreadable', 0, 1)) > 0 as evaluated, coalesce(not_evaluable, 0) as not_evaluable,
    cell = '' or coalesce(is_stated, false) as states_cell
from reported
left join evaluated using (report_id, rule_key)
left join stated using (report_id, cell)
