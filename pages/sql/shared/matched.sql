-- one row per group: a measure in the last year selected and in the year before, over the agencies that state it in
-- both, each with what merged into it since, which must state it too; an agency belongs to the group of its last report
-- years: last
-- uses: continued
-- parameters: by, measure
with years as (
    select unit_id, arg_max({by}, 2 * year + (agency_id = unit_id)::integer) as key,
        sum({numerator}) filter (year = $last_year - 1) as before_numerator,
        sum({denominator}) filter (year = $last_year - 1) as before_denominator,
        coalesce(bool_and({stated}) filter (year = $last_year - 1), false) as stated_before,
        sum({numerator}) filter (year = $last_year) as numerator,
        sum({denominator}) filter (year = $last_year) as denominator,
        coalesce(bool_and({stated}) filter (year = $last_year), false) as stated
    from continued
    where year in ($last_year - 1, $last_year)
    group by unit_id
)
select key, count(*) filter (stated_before) as before_agencies,
    count(*) filter (stated) as agencies,
    count(*) filter (stated_before and stated) as both,
    sum(before_numerator) filter (stated_before and stated) as before_numerator,
    sum(before_denominator) filter (stated_before and stated) as before_denominator,
    sum(numerator) filter (stated_before and stated) as numerator,
    sum(denominator) filter (stated_before and stated) as denominator
from years
group by key
order by key
