-- grain: one row per section of a report whose similar texts are compared again: with the agency's own, or with others
-- reads: nothing; filled section by section
-- writes: temp.replaced_texts; work.lost_texts: sections of reports whose text is not compared as before
create temp table temp.replaced_texts (report_id varchar, section_key varchar, own_previous_year boolean);
create table work.lost_texts (report_id varchar, section_key varchar);
