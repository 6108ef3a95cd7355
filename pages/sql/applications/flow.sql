-- one row per year: where applications came from and went (column 总计), over the reports that state every part
-- years: each
-- uses: selected
with parts as (
    select selected.year,
        applications__received_new__total as received_new,
        applications__carried_in__total as carried_in,
        applications__group_granted__total as granted,
        applications__group_partly_granted__total as partly_granted,
        applications__group_refused__total as refused,
        applications__group_unavailable__total as unavailable,
        applications__group_not_processed__total as not_processed,
        applications__group_otherwise__total as otherwise,
        applications__carried_out__total as carried_out
    from selected
    join figures using (report_id)
),
complete as (
    select *, (received_new + carried_in + granted + partly_granted + refused + unavailable + not_processed
        + otherwise + carried_out) is not null as whole
    from parts
)
select year, count(*) as reports, count(*) filter (whole) as taken_in,
    sum(received_new) filter (whole) as received_new, sum(carried_in) filter (whole) as carried_in,
    sum(granted) filter (whole) as granted, sum(partly_granted) filter (whole) as partly_granted,
    sum(refused) filter (whole) as refused, sum(unavailable) filter (whole) as unavailable,
    sum(not_processed) filter (whole) as not_processed, sum(otherwise) filter (whole) as otherwise,
    sum(carried_out) filter (whole) as carried_out
from complete
group by year
order by year
