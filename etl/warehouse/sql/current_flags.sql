-- grain: one row per report of work.candidates: whether it is the current one of its agency, year and scope
-- reads: work.candidates
-- writes: work.current_flags
-- A draft or another document is never current. A report with readable tables comes first, then the latest published, then the one that states most cells.
create table work.current_flags as
select report_id, row_number() over (
    partition by agency_id, year, scope
    order by (status = 'not_a_report'), (status = 'tables_unreadable'), published_on desc nulls last,
        length(replace(replace(states, 'u', ''), 'b', '')) desc, source_name, report_id
) = 1 and year is not null and status <> 'not_a_report' as is_current
from work.candidates;
