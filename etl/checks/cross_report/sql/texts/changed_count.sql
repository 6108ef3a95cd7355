-- grain: one row: how many texts of the sections $sections are new, changed or gone, or belong to an affected agency
-- reads: built.narratives, previous.narratives, temp.affected_reports, work.gone
-- writes: nothing: the row is returned
-- Common phrases are taken from all texts, so each of these may change what is found in any other text.
select count(*) from (
    (from built.narratives semi join temp.affected_reports using (report_id))
    union all
    (from previous.narratives semi join work.gone using (report_id))
)
where list_contains($sections, section_key);
