-- grain: one row per agency that merged into another and whose succession, or whose reports, are not as before
-- reads: built.agency_successions, work.agencies, work.agency_successions
-- writes: temp.changed_successions
create temp table temp.changed_successions as
(from work.agency_successions except all from built.agency_successions)
union all
(from built.agency_successions except all from work.agency_successions)
union all
(from work.agency_successions semi join work.agencies using (agency_id));
