-- grain: one row per body of a roster: of the rosters that this load found, and of those outside its folders; `agency_id` is
-- that of the loaded agency which its name identifies, or which alone bears the name, else `named_id`
-- reads: staged Parquet files `roster*.parquet`, built.figures
-- writes: built.roster
delete from built.roster;
insert into built.roster by name
with named as (
    from read_parquet(getvariable('staging') || '/roster*.parquet')
),
known as (
    select distinct agency_id from built.figures where is_current
),
bearers as (
    select agency, any_value(agency_id) as agency_id
    from built.figures
    where is_current and agency <> ''
    group by agency
    having count(distinct agency_id) = 1
)
select named.*, coalesce(known.agency_id, bearers.agency_id, named_id) as agency_id
from named
left join known on known.agency_id = named_id
left join bearers on bearers.agency = named.agency
order by all;
