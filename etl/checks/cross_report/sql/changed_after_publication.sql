-- grain: one row per content of an address that took the place of an earlier one there
-- reads: copies
-- Compared are the cells and the sentences with those of the content just before; a change of neither is none.
with contents as (
    select report_id, first_seen,
        lag(report_id) over seen as other_id, lag(source_name) over seen as other_name, lag(first_seen) over seen as seen_before
    from temp.copies
    where url <> '' and first_seen <> ''
    window seen as (partition by agency_id, year, scope, url order by first_seen, report_id)
),
pairs as (from contents where other_id is not null),
now as (
    select pairs.report_id, string_agg(concat('“', left(sentence, 60), '”'), '、' order by position) filter (number <= 3) as added,
        count(*) as n_added
    from (
        select pairs.report_id, sentence, position, row_number() over (partition by pairs.report_id order by position) as number
        from pairs join temp.sentences_of_copies as here using (report_id)
        anti join temp.sentences_of_copies as there on there.report_id = pairs.other_id and there.sentence = here.sentence
    ) as pairs group by all
),
before as (
    select pairs.report_id, string_agg(concat('“', left(sentence, 60), '”'), '、' order by position) filter (number <= 3) as removed,
        count(*) as n_removed
    from (
        select pairs.report_id, sentence, position, row_number() over (partition by pairs.report_id order by position) as number
        from pairs join temp.sentences_of_copies as there on there.report_id = pairs.other_id
        anti join temp.sentences_of_copies as here on here.report_id = pairs.report_id and here.sentence = there.sentence
    ) as pairs group by all
)
select pairs.report_id, table_key, row_key, column_key,
    n is not null or n_added is not null or n_removed is not null as broken,
    case when n is null then 'texts' when n_added is null and n_removed is null then 'cells' else '' end as variant,
    cells, regexp_extract(other_name, '[^/\\]+$') as other, left(seen_before, 10) as seen_before, left(first_seen, 10) as seen,
    n::varchar as n, differing, differing_en, if(n > 5, '；等', '') as more, if(n > 5, '; and others', '') as more_en,
    coalesce(added, '无') as added, coalesce(removed, '无') as removed,
    coalesce(added, 'none') as added_en, coalesce(removed, 'none') as removed_en
from pairs
join temp.differing_cells using (report_id, other_id)
left join now using (report_id)
left join before using (report_id)
