-- one row per group and path (row of table 四): results, over the reports that state all four and whose total, if stated,
-- is their sum; `contradictory` counts the others that state all four
-- years: last
-- uses: selected
-- parameters: by
with cases as (
    select {by} as key, unnest([
        {'path': 'review', 'upheld': review_litigation__review__upheld,
            'corrected': review_litigation__review__corrected, 'other': review_litigation__review__other,
            'pending': review_litigation__review__pending, 'total': review_litigation__review__total},
        {'path': 'litigation_direct', 'upheld': review_litigation__litigation_direct__upheld,
            'corrected': review_litigation__litigation_direct__corrected,
            'other': review_litigation__litigation_direct__other,
            'pending': review_litigation__litigation_direct__pending,
            'total': review_litigation__litigation_direct__total},
        {'path': 'litigation_after_review', 'upheld': review_litigation__litigation_after_review__upheld,
            'corrected': review_litigation__litigation_after_review__corrected,
            'other': review_litigation__litigation_after_review__other,
            'pending': review_litigation__litigation_after_review__pending,
            'total': review_litigation__litigation_after_review__total}
    ], recursive := true)
    from selected
    join (select report_id, columns('^review_litigation__.*$') from figures) as cells using (report_id)
    where year = $last_year
),
marked as (
    select *, (upheld + corrected + other + pending) is not null as whole,
        least(upheld, corrected, other, pending) >= 0
            and coalesce(total = upheld + corrected + other + pending, true) as possible
    from cases
)
select key, path, count(*) as reports, count(*) filter (whole and possible) as taken_in,
    sum(upheld) filter (whole and possible) as upheld, sum(corrected) filter (whole and possible) as corrected,
    sum(other) filter (whole and possible) as other, sum(pending) filter (whole and possible) as pending,
    count(*) filter (whole and not possible) as contradictory
from marked
group by all
order by all
