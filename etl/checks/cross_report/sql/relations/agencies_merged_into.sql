-- grain: one row per agency whose figures of the year before change with those of an agency that merged into it
-- reads: temp.changed_successions
-- writes: work.agencies
insert into work.agencies select later_id from temp.changed_successions;
