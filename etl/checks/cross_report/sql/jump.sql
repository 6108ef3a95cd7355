-- grain: one row per current report and flow that it states
-- reads: everything
-- Compares each flow with the agency's own median on a logarithmic scale; evaluated for agencies that state the flow in
-- at least four years. The unit is the median absolute deviation among agencies of the same kind, level and scope, and
-- at least that of a change by a quarter. A finding is a change of more than six such deviations, to more than three
-- times or less than a third of the median, and by thirty cases or more.
with measured as (
    select report_id, level, kind, scope, year, usual, amounts,
        [
            ln(1 + amounts[1]) - centres[1], ln(1 + amounts[2]) - centres[2], ln(1 + amounts[3]) - centres[3],
            ln(1 + amounts[4]) - centres[4], ln(1 + amounts[5]) - centres[5], ln(1 + amounts[6]) - centres[6]
        ] as deviations
    from temp.flows left join temp.usual_flows using (agency_id, scope)
),
spread as (
    select kind, level, scope,
        [
            spread(deviations[1]), spread(deviations[2]), spread(deviations[3]),
            spread(deviations[4]), spread(deviations[5]), spread(deviations[6])
        ] as sizes
    from measured group by all
),
unfolded as (
    select report_id, year, unnest(range(1, 7)) as position, unnest(amounts) as amount, unnest(usual) as usual,
        unnest(deviations) as deviation, unnest(sizes) as size
    from measured left join spread using (kind, level, scope)
)
select report_id,
    [
        'applications', 'review_litigation', 'proactive_disclosure',
        'proactive_disclosure', 'proactive_disclosure', 'proactive_disclosure'
    ][position] as table_key,
    [
        'received_new', 'review', 'licences', 'penalties', 'coercive_measures', 'normative_documents'
    ][position] as row_key,
    ['total', 'total', 'decisions', 'decisions', 'decisions', 'issued'][position] as column_key,
    case when usual is not null
        then abs(deviation) > 6 * size and abs(deviation) > ln(3) and abs(amount - usual) >= 30
    end as broken,
    amount as printed, usual as computed, year::varchar as year
from unfolded where amount is not null
