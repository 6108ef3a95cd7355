-- one row: how a measure spreads over the bodies of the scope's last year; rates only of bodies with at least $fewest cases
with stated as (
    select case when {denominator} is null then {numerator}
        when {denominator} >= $fewest then {numerator} / {denominator} end as value
    from scope
    where year = $last_year and {stated}
)
select count(value) as bodies, quantile_cont(value, 0.1) as p10, quantile_cont(value, 0.25) as p25,
    quantile_cont(value, 0.5) as p50, quantile_cont(value, 0.75) as p75, quantile_cont(value, 0.9) as p90
from stated
