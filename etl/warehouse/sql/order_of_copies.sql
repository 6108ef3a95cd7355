-- grain: one row per report of work.candidates: its place among the reports of its agency, year and scope, and the keys
-- that decide it, the gravest first
-- reads: work.candidates
-- writes: work.order_of_copies
-- This is the one place that says which of several copies counts: not a draft or another document; named by a manifest;
-- corrected rather than plain, and plain rather than one that a correction replaced; complete rather than partial (fewer
-- than 96 % of the cells that the fullest copy states, or no readable table); what an address has now rather than what it
-- had before; the latest published; the fullest.
create table work.order_of_copies as
with counted as (
    select report_id, agency_id, year, scope, source_name, published_on, url, first_seen, status = 'not_a_report' as other_document,
        not listed as unlisted, case edition when 'corrected' then 0 when '' then 1 else 2 end as edition_rank,
        status = 'tables_unreadable' as unreadable,
        length(replace(replace(replace(states, 'u', ''), 'b', ''), ' ', '')) as stated
    from work.candidates
),
keyed as (
    select * exclude (unreadable), unreadable or stated < 0.96 * max(stated) filter (not other_document) over copies as partial,
        count(*) over copies as copies,
        url <> '' and first_seen < max(first_seen) filter (first_seen <> '') over (copies_at_address) as replaced
    from counted
    window copies as (partition by agency_id, year, scope), copies_at_address as (partition by agency_id, year, scope, url)
)
select report_id, copies, other_document, unlisted, edition_rank, partial, stated,
    row_number() over (
        partition by agency_id, year, scope
        order by other_document, unlisted, edition_rank, partial, coalesce(replaced, false), published_on desc nulls last, stated desc,
            source_name, report_id
    ) as place,
    year is not null as has_year
from keyed;
