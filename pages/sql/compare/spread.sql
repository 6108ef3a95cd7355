-- one row: quantiles of a measure over the selected agencies less those of `without`, its lowest and highest value, how
-- many agencies have it and the first of them; rates only of agencies with at least $fewest cases
-- years: last
-- uses: selected
-- parameters: measure, fewest, without
with stated as (
    select case when {denominator} is null then {numerator}
        when {denominator} >= $fewest then {numerator} / {denominator} end as value,
        agency
    from selected
    where year = $last_year and {stated} and not list_contains($without, agency_id)
),
ends as (select min(value) as lowest, max(value) as highest from stated)
select count(value) as agencies, quantile_cont(value, 0.1) as p10, quantile_cont(value, 0.25) as p25,
    quantile_cont(value, 0.5) as p50, quantile_cont(value, 0.75) as p75, quantile_cont(value, 0.9) as p90,
    any_value(lowest) as lowest, count(*) filter (value = lowest) as at_lowest, min(agency) filter (value = lowest) as lowest_agency,
    any_value(highest) as highest, count(*) filter (value = highest) as at_highest,
    min(agency) filter (value = highest) as highest_agency
from stated, ends
