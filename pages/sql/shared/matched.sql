-- one row per group and measure: it in the last year selected and in the year before, over the agencies that state it in
-- both, each with what merged into it since, which must state it too; an agency belongs to the group of its last report
-- years: last
-- uses: continued
-- parameters: by, compared
with stated as (
    select unit_id, {by} as key, 2 * year + (agency_id = unit_id)::integer as rank, year = $last_year as is_last,
        unnest([{compared}], recursive := true)
    from continued
    where year in ($last_year - 1, $last_year)
),
years as (
    select unit_id, measure, arg_max(key, rank) as key,
        sum(numerator) filter (not is_last) as before_numerator,
        sum(denominator) filter (not is_last) as before_denominator,
        coalesce(bool_and(stated) filter (not is_last), false) as stated_before,
        sum(numerator) filter (is_last) as numerator,
        sum(denominator) filter (is_last) as denominator,
        coalesce(bool_and(stated) filter (is_last), false) as stated
    from stated
    group by unit_id, measure
)
select key, measure, count(*) filter (stated_before) as before_agencies,
    count(*) filter (stated) as agencies,
    count(*) filter (stated_before and stated) as both,
    sum(before_numerator) filter (stated_before and stated) as before_numerator,
    sum(before_denominator) filter (stated_before and stated) as before_denominator,
    sum(numerator) filter (stated_before and stated) as numerator,
    sum(denominator) filter (stated_before and stated) as denominator
from years
group by key, measure
order by key, measure
