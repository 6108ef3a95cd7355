-- grain: one row per sentence of a report of temp.copies that was collected
-- reads: temp.copies, work.incoming_narratives
-- writes: temp.sentences_of_copies
create or replace temp table temp.sentences_of_copies as
select report_id, trim(sentence) as sentence, row_number() over () as position
from (
    select report_id, unnest(regexp_split_to_array(text, '[。；;\n]+')) as sentence
    from work.incoming_narratives semi join (from temp.copies where first_seen <> '') using (report_id)
)
where trim(sentence) <> '';
