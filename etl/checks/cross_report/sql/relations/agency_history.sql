-- grain: one row per current report whose agency's history is evaluated: all of them
-- reads: temp.current_reports
-- writes: temp.agency_history
create temp view temp.agency_history as from temp.current_reports;
