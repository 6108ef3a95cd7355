-- grain: one row per layout that a report uses
-- reads: built.figures, staged.layouts
-- writes: built.layouts
insert into built.layouts
select layout_id, any_value(locators) from staged.layouts
where layout_id not in (select layout_id from built.layouts) group by layout_id;
delete from built.layouts where layout_id not in (select layout_id from built.figures);
