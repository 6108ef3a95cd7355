-- grain: one row per section of a report and similar text that stays, of the reports with others that do not, and of those
-- of affected agencies
-- reads: built.similar_texts, temp.affected_reports, temp.replaced_texts
-- writes: temp.changed_texts (these reports), work.similar_texts
create or replace temp table temp.changed_texts as
select report_id from temp.replaced_texts union from temp.affected_reports;
insert into work.similar_texts by name
from built.similar_texts
semi join temp.changed_texts using (report_id)
anti join temp.replaced_texts using (report_id, section_key, own_previous_year);
