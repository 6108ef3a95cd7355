-- one row per year and path: new cases, that is the year's total less the cases pending in the report of the year
-- before, over the reports whose agency states both; `contradictory` counts reports whose total is below the pending cases
-- years: each
-- uses: selected_all_years
with cases as (
    select agency_id, selected_all_years.year, unnest([
        {'path': 'review', 'total': review_litigation__review__total, 'pending': review_litigation__review__pending},
        {'path': 'litigation_direct', 'total': review_litigation__litigation_direct__total,
            'pending': review_litigation__litigation_direct__pending},
        {'path': 'litigation_after_review', 'total': review_litigation__litigation_after_review__total,
            'pending': review_litigation__litigation_after_review__pending}
    ], recursive := true)
    from selected_all_years
    join (select report_id, columns('^review_litigation__.*$') from figures) as cells using (report_id)
),
pairs as (
    select now.year, now.path, now.total, before.pending as carried,
        coalesce(now.total >= before.pending, false) as usable,
        coalesce(now.total < before.pending, false) as contradictory
    from cases as now
    left join cases as before
        on before.agency_id = now.agency_id and before.path = now.path and before.year = now.year - 1
    where now.year between $first_year and $last_year
)
select year, path, count(*) as reports, count(*) filter (usable) as taken_in,
    sum(total - carried) filter (usable) as new_cases, sum(carried) filter (usable) as carried,
    sum(total) filter (usable) as total, count(*) filter (contradictory) as contradictory
from pairs
group by all
order by all
