-- one row per group: a measure in the last year selected and in the year before, over the agencies that state it in
-- both; an agency belongs to the group of its last report
-- years: last
-- uses: selected_all_years
-- parameters: by, measure
with years as (
    select agency_id, arg_max({by}, year) as key,
        any_value({numerator}) filter (year = $last_year - 1 and {stated}) as before_numerator,
        any_value({denominator}) filter (year = $last_year - 1 and {stated}) as before_denominator,
        any_value({numerator}) filter (year = $last_year and {stated}) as numerator,
        any_value({denominator}) filter (year = $last_year and {stated}) as denominator
    from selected_all_years
    where year in ($last_year - 1, $last_year)
    group by agency_id
)
select key, count(*) filter (before_numerator is not null) as before_agencies,
    count(*) filter (numerator is not null) as agencies,
    count(*) filter (before_numerator is not null and numerator is not null) as both,
    sum(before_numerator) filter (numerator is not null) as before_numerator,
    sum(before_denominator) filter (numerator is not null) as before_denominator,
    sum(numerator) filter (before_numerator is not null) as numerator,
    sum(denominator) filter (before_numerator is not null) as denominator
from years
group by key
order by key
