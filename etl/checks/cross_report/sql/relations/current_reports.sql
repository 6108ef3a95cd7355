-- grain: one row per current report, wide: one column per cell and outcome group
-- reads: work.incoming
-- writes: temp.current_reports
create temp view temp.current_reports as from work.incoming where is_current;
