-- grain: one row per agency that ended by merger or absorption; few, so all are written again
-- reads: work.agency_successions
-- writes: built.agency_successions
delete from built.agency_successions;
insert into built.agency_successions by name from work.agency_successions;
