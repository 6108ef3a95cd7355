-- grain: current report later than 2019 × column of table 三
-- 上年结转 of a year is 结转下年度 of the year before; bodies merged into the agency since then are counted in.
-- Not evaluable: the year before is not loaded, a figure is not known, or it cannot be told what a merger brought.
with amounts as (
    from (
        select report_id, agency_id, scope, year, agency, columns('^applications__carried_(in|out)__')
        from current_reports where form_applications is not null
    ) unpivot include nulls (amount for cell in (columns('^applications__')))
),
carried as (
    select report_id, agency_id, scope, year, agency, split_part(cell, '__', 2) as row_key,
        split_part(cell, '__', 3) as column_key, amount
    from amounts
),
before as (
    select agency_id, scope, year, column_key, amount from carried where row_key = 'carried_out'
),
merged as (
    select later_id as agency_id, scope, year, column_key,
        case when count(amount) = count(*) then sum(amount) end as amount,
        string_agg(distinct successions.agency, '、' order by successions.agency) as bodies
    from carried join agency_successions as successions using (agency_id)
    where row_key = 'carried_out' and year = last_year
    group by later_id, scope, year, column_key
),
compared as (
    select now.report_id, now.column_key, now.year, now.amount as found, before.amount as own, merged.bodies,
        case when merged.bodies is null then before.amount else coalesce(before.amount, 0) + merged.amount end as expected
    from carried as now
    left join before on before.agency_id = now.agency_id and before.scope = now.scope and before.year = now.year - 1
        and before.column_key = now.column_key
    left join merged on merged.agency_id = now.agency_id and merged.scope = now.scope and merged.year = now.year - 1
        and merged.column_key = now.column_key
    where now.row_key = 'carried_in' and now.year > 2019
)
select report_id, 'applications' as table_key, 'carried_in' as row_key, column_key,
    case
        when found = expected then false
        when bodies is not null and (found = own or (own is null and found > expected)) then null
        else found <> expected
    end as broken,
    plain(expected) as expected, plain(found) as found, year::varchar as year, (year - 1)::varchar as before,
    case when bodies is null then '' else '（含并入的' || bodies || '）' end as merged,
    case when bodies is null then '' else ' (with ' || bodies || ', merged since)' end as merged_en
from compared
