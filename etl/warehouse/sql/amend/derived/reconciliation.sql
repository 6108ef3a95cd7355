-- grain: one row per government roll-up and flow, of the reports whose rows changed
-- reads: temp.changed_rollups, work.reconciliation
-- writes: built.reconciliation
delete from built.reconciliation where report_id in (from temp.changed_rollups);
insert into built.reconciliation by name from work.reconciliation order by all;
