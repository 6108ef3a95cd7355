-- one row per section of a report and similar text in the same agency's previous report ($own) or in another agency's
-- years: all
-- uses: selected
-- parameters: own, most, offset
select selected.year, selected.agency_id, selected.agency, section_key, other.agency as other_agency, other.year as other_year, similarity,
    same_numbers, excerpt, similar_texts.position, other_position, report_id, other_report_id, count(*) over () as met
from selected
join similar_texts using (report_id)
join (select report_id as other_report_id, agency, year from figures) as other using (other_report_id)
where own_previous_year = $own
order by similarity desc, selected.year desc, selected.agency, section_key, other_report_id
limit $most offset $offset
