-- grain: one row per current report later than 2019 and path of table 四
-- reads: agency_history
-- A case pending at the end of a year is counted again in the next, so the next total cannot be smaller.
with cases as (
    select report_id, agency_id, scope, year, unnest([
        {
            'row_key': 'review', 'pending': review_litigation__review__pending,
            'total': review_litigation__review__total
        },
        {
            'row_key': 'litigation_direct', 'pending': review_litigation__litigation_direct__pending,
            'total': review_litigation__litigation_direct__total
        },
        {
            'row_key': 'litigation_after_review', 'pending': review_litigation__litigation_after_review__pending,
            'total': review_litigation__litigation_after_review__total
        }
    ], recursive := true)
    from temp.agency_history where form_review is not null
)
select now.report_id, 'review_litigation' as table_key, now.row_key, 'total' as column_key,
    now.total < before.pending as broken,
    now.total as printed, before.pending as computed,
    now.year::varchar as year, (now.year - 1)::varchar as before
from cases as now
left join cases as before on before.agency_id = now.agency_id and before.scope = now.scope
    and before.year = now.year - 1 and before.row_key = now.row_key
where now.year > 2019
