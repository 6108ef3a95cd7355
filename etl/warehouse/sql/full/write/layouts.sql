-- grain: one row per layout that a report uses
-- reads: built.figures, work.incoming_layouts
-- writes: built.layouts
insert into built.layouts
select layout_id, any_value(locators) from work.incoming_layouts
where layout_id in (select layout_id from built.figures) group by layout_id order by layout_id;
