-- grain: one row per earlier load that was published; the present one follows when the version is finished
-- reads: previous.loads
-- writes: built.loads
insert into built.loads by name from previous.loads;
