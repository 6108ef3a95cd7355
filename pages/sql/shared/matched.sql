-- one row a group: a measure in the scope's last year and in the year before, over the bodies that state it in both;
-- a body is of the group that its last report is of
with years as (
    select agency_id, arg_max({by}, year) as key,
        any_value({numerator}) filter (year = $last_year - 1 and {stated}) as before_numerator,
        any_value({denominator}) filter (year = $last_year - 1 and {stated}) as before_denominator,
        any_value({numerator}) filter (year = $last_year and {stated}) as numerator,
        any_value({denominator}) filter (year = $last_year and {stated}) as denominator
    from bodies
    where year in ($last_year - 1, $last_year)
    group by agency_id
)
select key, count(*) filter (before_numerator is not null) as before_bodies,
    count(*) filter (numerator is not null) as bodies,
    count(*) filter (before_numerator is not null and numerator is not null) as both,
    sum(before_numerator) filter (numerator is not null) as before_numerator,
    sum(before_denominator) filter (numerator is not null) as before_denominator,
    sum(numerator) filter (before_numerator is not null) as numerator,
    sum(denominator) filter (before_numerator is not null) as denominator
from years
group by key
order by key
