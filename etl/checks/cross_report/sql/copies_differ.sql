-- grain: one row per report and other report of the same agency, year and scope of which one is the current one
-- reads: copies
-- Contents of one address at two times are the rule `changed_after_publication`.
-- Not evaluable: one of them states no figure at all. `variant` is the key that decided which of them counts; empty: none.
with pairs as (
    select this.report_id, other.report_id as other_id, other.source_name as other_name, counting.source_name as counting,
        case
            when rest.other_document then 'other_document'
            when rest.unlisted and not counting.unlisted then 'manifest'
            when rest.edition_rank > counting.edition_rank then 'edition'
            when rest.partial and not counting.partial then 'partial'
            when rest.published_on is distinct from counting.published_on then 'published'
            when rest.stated < counting.stated then 'fuller'
            else ''
        end as variant
    from temp.copies as this
    join temp.copies as other using (agency_id, year, scope)
    join temp.copies as counting on counting.report_id in (this.report_id, other.report_id) and counting.is_current
    join temp.copies as rest on rest.report_id in (this.report_id, other.report_id) and not rest.is_current
    where this.report_id <> other.report_id
        and (this.url = '' or this.url <> other.url or this.first_seen = '' or other.first_seen = '')
)
select report_id, table_key, row_key, column_key, case when comparable then n is not null end as broken, variant, cells,
    regexp_extract(other_name, '[^/\\]+$') as other, regexp_extract(counting, '[^/\\]+$') as counting,
    n::varchar as n, differing, differing_en, if(n > 5, '；等', '') as more, if(n > 5, '; and others', '') as more_en
from pairs
join temp.differing_cells using (report_id, other_id)
