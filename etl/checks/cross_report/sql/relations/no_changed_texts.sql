-- grain: no row: texts are not compared unless one that is compared is new, changed or gone
-- reads: nothing
-- writes: temp.changed_texts
create temp table temp.changed_texts (report_id varchar);
