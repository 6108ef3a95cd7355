-- grain: current government roll-up × flow of tables 三 and 四
-- A county government is compared with its office, departments and townships; a prefecture or province with its own
-- office and departments and with the roll-ups of the governments right below it (never also with their parts).
-- Vertical systems and public institutions stand outside. An agency is expected as a part from its first report to the
-- newest year loaded, or to its last report where it merged into another.
insert into reconciliation
with placed as (
    select report_id, agency_id, year, level, scope, kind,
        concat_ws('|', province, city, county) as at_county,
        concat_ws('|', province, city) as at_city,
        province as at_province,
        city = '' or city = province as under_province,
        applications__received_new__total as received_new,
        applications__carried_in__total as carried_in,
        applications__concluded_total__total as concluded_total,
        applications__carried_out__total as carried_out,
        review_litigation__review__total as review,
        review_litigation__litigation_direct__total as litigation_direct,
        review_litigation__litigation_after_review__total as litigation_after_review
    from current_reports
    where scope in ('own', 'government_rollup') and level in ('province', 'prefecture', 'county', 'township')
        and province <> ''
),
wholes as (
    select *, case level when 'county' then 'county|' || at_county when 'prefecture' then 'city|' || at_city
        else 'province|' || at_province end as area
    from placed where scope = 'government_rollup' and level <> 'township'
),
parts as (
    select *, case
        when scope = 'own' and level in ('county', 'township') then 'county|' || at_county
        when scope = 'own' and level = 'prefecture' then 'city|' || at_city
        when scope = 'own' then 'province|' || at_province
        when level = 'county' and not under_province then 'city|' || at_city
        when level in ('county', 'prefecture') then 'province|' || at_province
    end as area
    from placed
    where kind not in ('public_institution', 'tax', 'weather', 'customs_fire_other_vertical')
        and (scope = 'own' or kind = 'government')
),
added as (
    select area, year, count(*) as parts_loaded,
        [
            sum(received_new), sum(carried_in), sum(concluded_total), sum(carried_out),
            sum(review), sum(litigation_direct), sum(litigation_after_review)
        ] as sums,
        [
            count(received_new), count(carried_in), count(concluded_total), count(carried_out),
            count(review), count(litigation_direct), count(litigation_after_review)
        ] as stating
    from parts where area is not null group by area, year
),
bodies as (
    select area, agency_id, min(year) as first_year,
        if(agency_id in (select agency_id from agency_successions), max(year), (select max(year) from parts)) as last_year
    from parts where area is not null group by area, agency_id
),
known as (
    select area, wanted.year, count(*) as parts_expected
    from bodies join (select distinct year from wholes) as wanted on wanted.year between first_year and last_year
    group by area, wanted.year
),
unfolded as (
    select report_id, agency_id, year, unnest(range(1, 8)) as place,
        unnest([
            received_new, carried_in, concluded_total, carried_out, review, litigation_direct, litigation_after_review
        ]) as rolled_up,
        unnest(coalesce(sums, [null, null, null, null, null, null, null])) as parts_sum,
        coalesce(parts_loaded, 0) as parts_loaded,
        unnest(coalesce(stating, [0, 0, 0, 0, 0, 0, 0])) as parts_stating,
        coalesce(parts_expected, 0) as parts_expected
    from wholes
    left join added using (area, year)
    left join known using (area, year)
)
select report_id, agency_id, year,
    if(place <= 4, 'applications', 'review_litigation') as table_key,
    [
        'received_new', 'carried_in', 'concluded_total', 'carried_out',
        'review', 'litigation_direct', 'litigation_after_review'
    ][place] as row_key,
    'total' as column_key, rolled_up, parts_sum, parts_loaded, parts_stating, parts_expected
from unfolded
order by report_id, table_key, row_key
