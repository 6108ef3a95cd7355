-- grain: one row per text of temp.rows_of_reports; by these numbers, so that no other text is read
-- reads: built.narratives, temp.rows_of_reports
-- writes: temp.texts_of_reports
create or replace temp table temp.texts_of_reports as
select report_id, text from built.narratives where rowid in (select row_number from temp.rows_of_reports);
