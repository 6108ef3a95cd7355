-- grain: one row per current report on the 2021 form, later than 2021, and row `rules` or `normative_documents`
-- reads: agency_history
-- 现行有效 is roughly last year's figure plus 制发 less 废止. Expiry and transfer shift it a little, so only gaps of
-- more than two documents and more than a tenth are findings.
with stock as (
    select report_id, agency_id, scope, year, [
        {
            'row_key': 'rules', 'issued': proactive_disclosure__rules__issued,
            'repealed': proactive_disclosure__rules__repealed, 'in_force': proactive_disclosure__rules__in_force
        },
        {
            'row_key': 'normative_documents', 'issued': proactive_disclosure__normative_documents__issued,
            'repealed': proactive_disclosure__normative_documents__repealed,
            'in_force': proactive_disclosure__normative_documents__in_force
        }
    ] as documents
    from temp.agency_history where form = '2021'
),
histories as (
    select *, coalesce(year_before(documents, agency_id, scope, year), [null, null]) as documents_before from stock
),
pairs as (
    select report_id, year, unnest(documents) as now, unnest(documents_before) as before from histories where year > 2021
),
compared as (
    select report_id, year, now.row_key, now.issued, now.repealed, now.in_force,
        before.in_force as in_force_before, before.in_force + now.issued - now.repealed as expected
    from pairs
)
select report_id, 'proactive_disclosure' as table_key, row_key, 'in_force' as column_key,
    abs(in_force - expected) > greatest(2, 0.1 * abs(expected)) as broken,
    in_force as printed, expected as computed, year::varchar as year, (year - 1)::varchar as before,
    plain(in_force_before) as in_force_before, plain(issued) as issued, plain(repealed) as repealed
from compared
