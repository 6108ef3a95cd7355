-- one row per cell that two reports state differently, in the order of the form: what each prints, and the difference
-- years: none
-- parameters: report, other
with printed as (
    select * from cells where report_id in ($report, $other)
),
compared as (
    select table_key, row_key, column_key,
        max(counted) filter (report_id = $report) as here, max(counted) filter (report_id = $other) as there,
        any_value(raw) filter (report_id = $report) as raw_here, any_value(raw) filter (report_id = $other) as raw_there
    from printed group by all
),
lines as (
    select table_key, row_key, column_key, min(position) as position from form_cells group by all
)
select table_key, row_key, column_key, raw_here, raw_there, there - here as difference
from compared join lines using (table_key, row_key, column_key)
where here is distinct from there
order by position
