-- grain: one row per government roll-up and flow
-- reads: work.reconciliation
-- writes: built.reconciliation
insert into built.reconciliation by name from work.reconciliation order by all;
