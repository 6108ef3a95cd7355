-- grain: one row per figure stated in words
-- reads: staged.stated_figures, work.gone
-- writes: built.stated_figures
delete from built.stated_figures where report_id in (select report_id from work.gone);
insert into built.stated_figures by name from staged.stated_figures order by report_id, section_key, position;
