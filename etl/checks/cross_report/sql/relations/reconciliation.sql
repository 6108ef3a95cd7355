-- grain: one row per current government roll-up and flow of tables 三 and 四
-- reads: temp.current_reports, work.agency_successions
-- writes: work.reconciliation
-- parameters: apart (kinds that are no part of a government)
-- The parts of a county are its office, departments and townships; those of a prefecture or province are its own office
-- and departments and the roll-ups of the governments directly below it, never the parts of these as well. Vertical
-- systems and public institutions are not part of any government. An agency is expected as a part from its first
-- report to the newest year loaded, or to its last report if it merged into another.
insert into work.reconciliation
with located as (
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
    from temp.current_reports
    where scope in ('own', 'government_rollup') and level in ('province', 'prefecture', 'county', 'township')
        and province <> ''
),
rollups as (
    select *, case level when 'county' then 'county|' || at_county when 'prefecture' then 'city|' || at_city
        else 'province|' || at_province end as area
    from located where scope = 'government_rollup' and level <> 'township'
),
parts as (
    select *, case
        when scope = 'own' and level in ('county', 'township') then 'county|' || at_county
        when scope = 'own' and level = 'prefecture' then 'city|' || at_city
        when scope = 'own' then 'province|' || at_province
        when level = 'county' and not under_province then 'city|' || at_city
        when level in ('county', 'prefecture') then 'province|' || at_province
    end as area
    from located
    where not list_contains($apart, kind)
        and (scope = 'own' or kind = 'government')
),
sums_of_parts as (
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
agencies as (
    select area, agency_id, min(year) as first_year,
        if(agency_id in (select agency_id from work.agency_successions), max(year), (select max(year) from parts)) as last_year
    from parts where area is not null group by area, agency_id
),
expected_parts as (
    select area, wanted.year, count(*) as parts_expected
    from agencies join (select distinct year from rollups) as wanted on wanted.year between first_year and last_year
    group by area, wanted.year
),
unfolded as (
    select report_id, agency_id, year, unnest(range(1, 8)) as flow,
        unnest([
            received_new, carried_in, concluded_total, carried_out, review, litigation_direct, litigation_after_review
        ]) as rolled_up,
        unnest(coalesce(sums, [null, null, null, null, null, null, null])) as parts_sum,
        coalesce(parts_loaded, 0) as parts_loaded,
        unnest(coalesce(stating, [0, 0, 0, 0, 0, 0, 0])) as parts_stating,
        coalesce(parts_expected, 0) as parts_expected
    from rollups
    left join sums_of_parts using (area, year)
    left join expected_parts using (area, year)
)
select report_id, agency_id, year,
    if(flow <= 4, 'applications', 'review_litigation') as table_key,
    [
        'received_new', 'carried_in', 'concluded_total', 'carried_out',
        'review', 'litigation_direct', 'litigation_after_review'
    ][flow] as row_key,
    'total' as column_key, rolled_up, parts_sum, parts_loaded, parts_stating, parts_expected
from unfolded
order by report_id, table_key, row_key;
