-- grain: one row per section of a report
-- reads: staged.narratives, work.gone
-- writes: built.narratives
delete from built.narratives where report_id in (select report_id from work.gone);
insert into built.narratives by name from staged.narratives order by report_id, section_key;
