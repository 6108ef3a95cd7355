-- grain: one row per report and section with a similar text: the most similar one, the agency's own before others'
-- reads: temp.current_filings, work.similar_texts
-- writes: nothing: the rows are returned
select report_id, section_key, own_previous_year, same_numbers, similarity, excerpt, agency, year
from work.similar_texts
join (select report_id as other_report_id, agency, year from temp.current_filings) using (other_report_id)
qualify row_number() over (
    partition by report_id, section_key order by own_previous_year desc, similarity desc, other_report_id
) = 1
order by report_id, section_key;
