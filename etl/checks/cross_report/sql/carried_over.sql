-- grain: one row per current report later than 2019 and column of table 三
-- reads: agency_history
-- 上年结转 of a year must equal 结转下年度 of the year before; agencies merged into this one since then are added.
-- Not evaluable: the year before is not loaded, a figure is unknown, or what a merger brought cannot be determined.
with flows as (
    select report_id, agency_id, scope, year,
        [
            applications__carried_in__natural_person, applications__carried_in__company,
            applications__carried_in__research_institution, applications__carried_in__public_interest_organisation,
            applications__carried_in__legal_service_organisation, applications__carried_in__other_organisation,
            applications__carried_in__total
        ] as stated_in,
        [
            applications__carried_out__natural_person, applications__carried_out__company,
            applications__carried_out__research_institution, applications__carried_out__public_interest_organisation,
            applications__carried_out__legal_service_organisation, applications__carried_out__other_organisation,
            applications__carried_out__total
        ] as stated_out
    from temp.agency_history where form_applications is not null
),
merged_cells as (
    select later_id as agency_id, scope, year, successions.agency, unnest(range(1, 8)) as position,
        unnest(stated_out) as amount
    from flows join work.agency_successions as successions using (agency_id)
    where year = last_year
),
merged as (
    select agency_id, scope, year, list(amount order by position) as stated_out, any_value(agencies) as agencies
    from (
        select agency_id, scope, year, position, case when count(amount) = count(*) then sum(amount) end as amount,
            string_agg(distinct agency, '、' order by agency) as agencies
        from merged_cells group by agency_id, scope, year, position
    )
    group by agency_id, scope, year
),
histories as (
    select *, year_before(stated_out, agency_id, scope, year) as own_before from flows
),
reports as (
    select now.report_id, now.year, now.stated_in, own_before, merged.stated_out as merged_before, merged.agencies
    from histories as now
    left join merged on merged.agency_id = now.agency_id and merged.scope = now.scope and merged.year = now.year - 1
    where now.year > 2019
),
compared as (
    select report_id, year, agencies, unnest(range(1, 8)) as position, unnest(stated_in) as found,
        unnest(coalesce(own_before, [null, null, null, null, null, null, null])) as own_before,
        unnest(coalesce(merged_before, [null, null, null, null, null, null, null])) as merged_before
    from reports
),
expected as (
    select *, case when agencies is null then own_before else coalesce(own_before, 0) + merged_before end as expected
    from compared
)
select report_id, 'applications' as table_key, 'carried_in' as row_key,
    [
        'natural_person', 'company', 'research_institution', 'public_interest_organisation',
        'legal_service_organisation', 'other_organisation', 'total'
    ][position] as column_key,
    case
        when found = expected then false
        when agencies is not null and (found = own_before or (own_before is null and found > expected)) then null
        else found <> expected
    end as broken,
    found as printed, expected as computed,
    year::varchar as year, (year - 1)::varchar as before,
    case when agencies is null then '' else '（含并入的' || agencies || '）' end as merged,
    case when agencies is null then '' else ' (with ' || agencies || ', merged since)' end as merged_en
from expected
