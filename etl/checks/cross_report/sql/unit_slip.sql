-- grain: one row per current report and amount of money above zero in table 二
-- reads: agency_history
-- Detects 元 printed for 万元 or the reverse: an amount about ten thousand times, or a ten-thousandth of, what the agency
-- states in most of its other years. If there is only one other year, only the larger amount is a finding. Amounts are compared
-- with each other only where the largest and the smallest of the agency lie that far apart: few do, and comparing takes memory.
with money as (
    from (
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
    )
    where amount > 0
),
extremes as (
    select agency_id, scope, row_key, max(amount) / min(amount) >= 2000 as far_apart,
        min(year) as first_year, max(year) as last_year
    from money group by all
),
alike as (
    select report_id, row_key, column_key,
        case when year is not null and first_year <> last_year then false end as broken, amount, year
    from money join extremes using (agency_id, scope, row_key) where not far_apart
),
doubtful as (
    from money semi join (from extremes where far_apart) using (agency_id, scope, row_key)
),
compared as (
    select now.report_id, now.row_key, now.column_key, now.year, now.amount,
        quantile_disc(other.amount, 0.5) as usual, count(other.amount) as years,
        count(*) filter (now.amount / other.amount between 2000 and 50000) as smaller,
        count(*) filter (other.amount / now.amount between 2000 and 50000) as larger
    from doubtful as now
    left join doubtful as other on other.agency_id = now.agency_id and other.scope = now.scope
        and other.row_key = now.row_key and other.year <> now.year
    group by all
),
judged as (
    select report_id, row_key, column_key,
        case when years > 0
            then 2 * smaller > years or (2 * larger > years and years > 1)
        end as broken,
        amount, year, usual, years, plain(round(greatest(amount / usual, usual / amount))) as times
    from compared
    union all by name
    from alike
)
select report_id, 'proactive_disclosure' as table_key, row_key, column_key, broken,
    amount as printed, round(usual, 2) as computed, year::varchar as year, years::varchar as years, times
from judged
