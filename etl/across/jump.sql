-- grain: current report × flow, of an agency that states it for four years or more
-- Compared on a logarithmic scale with the agency's own median; the measure is the usual deviation (median absolute)
-- of all agencies of the kind, level and scope, at least that of a change by a quarter. Told from six such deviations, three times
-- or a third, and thirty cases on
with flows as (
    select report_id, agency_id, scope, level, kind, year, unnest([
        {
            'table_key': 'applications', 'row_key': 'received_new', 'column_key': 'total',
            'amount': applications__received_new__total
        },
        {
            'table_key': 'review_litigation', 'row_key': 'review', 'column_key': 'total',
            'amount': review_litigation__review__total
        },
        {
            'table_key': 'proactive_disclosure', 'row_key': 'licences', 'column_key': 'decisions',
            'amount': proactive_disclosure__licences__decisions
        },
        {
            'table_key': 'proactive_disclosure', 'row_key': 'penalties', 'column_key': 'decisions',
            'amount': proactive_disclosure__penalties__decisions
        },
        {
            'table_key': 'proactive_disclosure', 'row_key': 'coercive_measures', 'column_key': 'decisions',
            'amount': proactive_disclosure__coercive_measures__decisions
        },
        {
            'table_key': 'proactive_disclosure', 'row_key': 'normative_documents', 'column_key': 'issued',
            'amount': proactive_disclosure__normative_documents__issued
        }
    ], recursive := true)
    from current_reports
),
usual as (
    select agency_id, scope, row_key, median(ln(1 + amount)) as centre, median(amount) as amount
    from flows where amount >= 0 group by all having count(amount) >= 4
),
moved as (
    select flows.*, usual.amount as usual, ln(1 + flows.amount) - centre as deviation
    from flows left join usual using (agency_id, scope, row_key)
    where flows.amount >= 0
),
spread as (
    select kind, level, scope, row_key, greatest(1.4826 * median(abs(deviation)), 0.25) as size
    from moved group by all
)
select report_id, table_key, row_key, column_key,
    case when usual is not null
        then abs(deviation) > 6 * size and abs(deviation) > ln(3) and abs(amount - usual) >= 30
    end as broken,
    plain(usual) as expected, plain(amount) as found, year::varchar as year
from moved left join spread using (kind, level, scope, row_key)
