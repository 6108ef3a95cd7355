-- grain: one row per text of the section $section that may no longer resemble the same texts of other agencies, or may
-- no longer be compared as it was: those of $reports, and those that are renewed or lost
-- reads: temp.lost_texts, temp.renewed_texts
-- writes: temp.replaced_texts
insert into temp.replaced_texts
select report_id, $section, false from (
    select unnest($reports::varchar[]) as report_id
    union
    from temp.renewed_texts
    union
    select report_id from temp.lost_texts
);
