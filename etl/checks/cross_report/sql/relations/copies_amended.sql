-- grain: one row per report of an affected agency, year and scope that has several, wide, with the keys of its place
-- reads: built.figures, work.order_of_copies
-- writes: temp.copies
create temp table temp.copies as
select * from built.figures
join (from work.order_of_copies where copies > 1 and has_year) using (report_id);
