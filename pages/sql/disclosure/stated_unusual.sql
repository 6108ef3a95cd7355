-- one row per agency and reason why its number of an item stands out in the year: `zero`, `same` as the year before, `jump`
-- or `fall` to three times or a third of it, `far`: ten times or a tenth of the median of its kind (of at least five)
-- years: last
-- uses: selected_all_years
-- parameters: item
with stated as (
    select report_id, coalesce(max(value) filter (told = 'table'), max(value)) as value, arg_max(quote, value) as quote
    from item_statements
    where item_key = $item and year in ($last_year - 1, $last_year)
    group by report_id
),
numbers as (
    select year, agency_id, agency, kind, scope, report_id, value, quote
    from selected_all_years join stated using (report_id)
),
peers as (
    select kind, scope, median(value) as middle, count(*) as agencies from numbers where year = $last_year group by all
),
judged as (
    select now.agency_id, now.agency, now.report_id, now.value, before.value as before, middle, now.quote,
        unnest(list_filter([
            case when now.value = 0 then 'zero' end,
            case when now.value > 0 and now.value = before.value then 'same' end,
            case when now.value >= 3 * before.value and now.value - before.value >= 20 then 'jump' end,
            case when now.value > 0 and 3 * now.value <= before.value and before.value - now.value >= 20 then 'fall' end,
            case when agencies >= 5 and now.value > 0 and (now.value >= 10 * middle or 10 * now.value <= middle) then 'far' end
        ], lambda reason: reason is not null)) as reason
    from numbers as now
    left join numbers as before on before.agency_id = now.agency_id and before.year = $last_year - 1
    join peers on peers.kind = now.kind and peers.scope = now.scope
    where now.year = $last_year
)
select $last_year as year, agency_id, agency, reason, value, before, middle, quote, report_id
from judged
order by value desc, agency, reason
