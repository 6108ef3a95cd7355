-- grain: one row per report among which the current ones are chosen again: all of the agencies concerned
-- reads: built.figures, work.agencies
-- writes: work.candidates
create view work.candidates as from built.figures semi join work.agencies using (agency_id);
