-- grain: one row: how many reports lay in sources below $roots that are no longer there
-- reads: work.before, work.closed, work.is_below, work.present
-- writes: nothing
select coalesce(sum(len(report_ids)), 0)
from work.before anti join work.present using (source_name)
where work.is_below($roots, root, source_name)
    and not exists (from work.closed where starts_with(source_name, beginning));
