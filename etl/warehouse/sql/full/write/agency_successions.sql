-- grain: one row per agency that ended by merger or absorption
-- reads: work.agency_successions
-- writes: built.agency_successions
insert into built.agency_successions by name from work.agency_successions order by all;
