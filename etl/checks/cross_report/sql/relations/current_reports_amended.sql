-- grain: one row per current report, wide: one column per cell and outcome group
-- reads: built.figures, which has the new reports and lacks those that are gone
-- writes: temp.current_reports
create temp view temp.current_reports as from built.figures where is_current;
