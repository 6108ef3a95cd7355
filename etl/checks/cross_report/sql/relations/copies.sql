-- grain: one row per report of an agency, year and scope that has several, wide, with the keys of its place among them
-- reads: work.incoming, work.order_of_copies
-- writes: temp.copies
create temp table temp.copies as
select * from work.incoming
join (from work.order_of_copies where copies > 1 and has_year) using (report_id);
