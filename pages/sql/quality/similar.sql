-- one row a section of a report in the scope and a similar text, of last year's own report or of another body's
select scope.year, scope.agency_id, scope.agency, section_key, other.agency as other_agency, other.year as other_year, similarity,
    same_numbers, excerpt, similar_texts.position, other_position, report_id, other_report_id, count(*) over () as met
from scope
join similar_texts using (report_id)
join (select report_id as other_report_id, agency, year from figures) as other using (other_report_id)
where own_previous_year = $own
order by similarity desc, scope.year desc, scope.agency, section_key, other_report_id
limit $most offset $offset
