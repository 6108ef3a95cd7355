-- grain: one row per report whose number of errors or warnings changed
-- reads: work.severity_counts
-- writes: built.figures
update built.figures set errors = now.errors, warnings = now.warnings
from work.severity_counts as now
where figures.report_id = now.report_id and (figures.errors, figures.warnings) <> (now.errors, now.warnings);
