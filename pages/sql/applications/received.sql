-- one row per year and column of table 三: new applications, over the reports that state them
-- years: each
-- uses: selected
with stated as (
    select year, columns('^applications__received_new__.*$')
    from selected
    join (select report_id, columns('^applications__received_new__.*$') from figures) as cells using (report_id)
),
filed as (
    select year, count(*) as reports from stated group by year
),
summed as (
    unpivot (select year, sum(columns(* exclude (year))) as "\0" from stated group by year)
    on columns(* exclude (year)) into name column_name value count
),
counted as (
    unpivot (select year, count(columns(* exclude (year))) as "\0" from stated group by year)
    on columns(* exclude (year)) into name column_name value taken_in
)
select year, regexp_extract(column_name, '^applications__received_new__(.+)$', 1) as column_key, count, taken_in, reports
from counted
join filed using (year)
left join summed using (year, column_name)
order by year, column_key
