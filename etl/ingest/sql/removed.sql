-- grain: one row: how many sources with a report lay below $roots and are no longer there
-- reads: work.before, work.closed, work.is_below, work.present
-- writes: nothing
select count(*)
from work.before anti join work.present using (source_name)
where report_id is not null and work.is_below($roots, root, source_name)
    and not exists (from work.closed where starts_with(source_name, beginning));
