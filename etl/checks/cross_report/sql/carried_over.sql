-- grain: one row per current report later than 2019 and column of table 三
-- reads: agency_history
-- 上年结转 of a year must equal 结转下年度 of the year before; agencies merged into this one since then are added.
-- Not evaluable: the year before is not loaded, a figure is unknown, or what a merger brought cannot be determined.
with carried as (
    select report_id, agency_id, scope, year,
        [
            applications__carried_in__natural_person, applications__carried_in__company,
            applications__carried_in__research_institution, applications__carried_in__public_interest_organisation,
            applications__carried_in__legal_service_organisation, applications__carried_in__other_organisation,
            applications__carried_in__total
        ] as came,
        [
            applications__carried_out__natural_person, applications__carried_out__company,
            applications__carried_out__research_institution, applications__carried_out__public_interest_organisation,
            applications__carried_out__legal_service_organisation, applications__carried_out__other_organisation,
            applications__carried_out__total
        ] as went
    from agency_history where form_applications is not null
),
merged_cells as (
    select later_id as agency_id, scope, year, successions.agency, unnest(range(1, 8)) as place, unnest(went) as amount
    from carried join agency_successions as successions using (agency_id)
    where year = last_year
),
merged as (
    select agency_id, scope, year, list(amount order by place) as went, any_value(bodies) as bodies
    from (
        select agency_id, scope, year, place, case when count(amount) = count(*) then sum(amount) end as amount,
            string_agg(distinct agency, '、' order by agency) as bodies
        from merged_cells group by agency_id, scope, year, place
    )
    group by agency_id, scope, year
),
years as (
    select now.report_id, now.year, now.came, before.went as own, merged.went as brought, merged.bodies
    from carried as now
    left join carried as before
        on before.agency_id = now.agency_id and before.scope = now.scope and before.year = now.year - 1
    left join merged on merged.agency_id = now.agency_id and merged.scope = now.scope and merged.year = now.year - 1
    where now.year > 2019
),
compared as (
    select report_id, year, bodies, unnest(range(1, 8)) as place, unnest(came) as found,
        unnest(coalesce(own, [null, null, null, null, null, null, null])) as own,
        unnest(coalesce(brought, [null, null, null, null, null, null, null])) as brought
    from years
),
expected as (
    select *, case when bodies is null then own else coalesce(own, 0) + brought end as expected from compared
)
select report_id, 'applications' as table_key, 'carried_in' as row_key,
    [
        'natural_person', 'company', 'research_institution', 'public_interest_organisation',
        'legal_service_organisation', 'other_organisation', 'total'
    ][place] as column_key,
    case
        when found = expected then false
        when bodies is not null and (found = own or (own is null and found > expected)) then null
        else found <> expected
    end as broken,
    case when found <> expected then plain(expected) end as expected,
    case when found <> expected then plain(found) end as found,
    year::varchar as year, (year - 1)::varchar as before,
    case when bodies is null then '' else '（含并入的' || bodies || '）' end as merged,
    case when bodies is null then '' else ' (with ' || bodies || ', merged since)' end as merged_en
from expected
