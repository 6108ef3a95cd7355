-- grain: one row per current report of an affected agency, or of an agency that merged into one
-- reads: temp.current_reports, work.agencies, work.agency_successions
-- writes: temp.agency_history
create temp table temp.agency_history as
from temp.current_reports where agency_id in (
    from work.agencies
    union all
    select agency_id from work.agency_successions where later_id in (from work.agencies)
);
