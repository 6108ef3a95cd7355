-- grain: one row per report; is_current, errors and warnings of new ones follow from later steps
-- reads: staged.figures, work.gone
-- writes: built.figures
delete from built.figures where report_id in (select report_id from work.gone);
insert into built.figures by name
select *, false as is_current, 0 as errors, 0 as warnings from staged.figures
order by region_code, agency_id, year, report_id;
