-- grain: one row per body of the rosters that were found below $roots before, but for the rosters $kept
-- reads: work.is_below, work.roster
-- writes: nothing
from work.roster
where coalesce(work.is_below($roots, root, source_name), false) and not list_contains($kept, source_name);
