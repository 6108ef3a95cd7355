-- grain: one row per text of the section $section that may no longer resemble the agency's own of the year before: the later
-- ones of $reports and those whose own or earlier text is lost
-- reads: built.similar_texts, temp.lost_texts
-- writes: temp.replaced_texts
insert into temp.replaced_texts
select report_id, $section, true from (
    select unnest($reports::varchar[]) as report_id
    union
    select report_id from temp.lost_texts
    union
    select report_id from built.similar_texts
    where section_key = $section and own_previous_year and other_report_id in (select report_id from temp.lost_texts)
);
