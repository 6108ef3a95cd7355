-- grain: one row per current report and amount of money above zero in table 二
-- reads: agency_history
-- Detects 元 printed for 万元 or the reverse: an amount about ten thousand times, or a ten-thousandth of, what the agency
-- states in most of its other years. If there is only one other year, only the larger amount is a finding.
with money as (
    select report_id, agency_id, scope, year, unnest([
        {
            'row_key': 'fees', 'column_key': 'amount_10k_yuan',
            'amount': proactive_disclosure__fees__amount_10k_yuan
        },
        {
            'row_key': 'procurement', 'column_key': 'amount_yuan',
            'amount': proactive_disclosure__procurement__amount_yuan
        }
    ], recursive := true)
    from temp.agency_history
),
compared as (
    select now.report_id, now.row_key, now.column_key, now.year, now.amount,
        quantile_disc(other.amount, 0.5) as usual, count(other.amount) as years,
        count(*) filter (now.amount / other.amount between 2000 and 50000) as smaller,
        count(*) filter (other.amount / now.amount between 2000 and 50000) as larger
    from money as now
    left join money as other on other.agency_id = now.agency_id and other.scope = now.scope
        and other.row_key = now.row_key and other.year <> now.year and other.amount > 0
    where now.amount > 0
    group by all
)
select report_id, 'proactive_disclosure' as table_key, row_key, column_key,
    case when years > 0
        then 2 * smaller > years or (2 * larger > years and years > 1)
    end as broken,
    amount as printed, round(usual, 2) as computed, year::varchar as year, years::varchar as years,
    plain(round(greatest(amount / usual, usual / amount))) as times
from compared
