-- grain: one row per report among which the current ones are chosen: all of the new version
-- reads: work.incoming_figures
-- writes: work.candidates
create view work.candidates as from work.incoming_figures;
