-- grain: one row per current report later than 2019 and path of table 四
-- reads: agency_history
-- A case pending at the end of a year is counted again in the next, so the next total cannot be smaller.
with cases as (
    select report_id, agency_id, scope, year, [
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
    ] as paths
    from temp.agency_history where form_review is not null
),
histories as (
    select *, coalesce(year_before(paths, agency_id, scope, year), [null, null, null]) as paths_before from cases
),
pairs as (
    select report_id, year, unnest(paths) as now, unnest(paths_before) as before from histories where year > 2019
)
select report_id, 'review_litigation' as table_key, now.row_key, 'total' as column_key,
    now.total < before.pending as broken,
    now.total as printed, before.pending as computed,
    year::varchar as year, (year - 1)::varchar as before
from pairs
