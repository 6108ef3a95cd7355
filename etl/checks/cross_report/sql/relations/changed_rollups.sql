-- grain: one row per government roll-up whose reconciliation is not as before
-- reads: built.reconciliation, work.reconciliation
-- writes: temp.changed_rollups, work.reconciliation (keeps the rows of these reports only)
create temp table temp.changed_rollups as
select report_id from (from work.reconciliation except all from built.reconciliation)
union
select report_id from (from built.reconciliation except all from work.reconciliation);
delete from work.reconciliation where report_id not in (from temp.changed_rollups);
