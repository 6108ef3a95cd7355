-- one row per agency with a name that contains $sought and that was ever in $state, most missing years first: its state
-- in each expected year; `found` counts all such agencies, of which one page is returned
-- years: all
-- uses: expected
-- parameters: sought, state, order, most, offset
select agency_id as key, arg_max(agency, year) as agency,
    concat_ws('›', nullif(any_value(province), ''), nullif(any_value(city), ''), nullif(any_value(county), '')) as area,
    list(year order by year) as years, list(state order by year) as states,
    count(*) filter (state = 'missing') as missing, count(*) filter (state = 'unreadable') as unreadable,
    count(*) filter (state = 'with_errors') as with_errors, count(*) filter (state = 'late') as late,
    count(*) over () as found
from expected
group by agency_id
having ($sought = '' or bool_or(contains(agency, $sought))) and ($state = '' or bool_or(state = $state))
order by case when $order = 'gravest' then -missing end, case when $order = 'gravest' then -unreadable end,
    case when $order = 'gravest' then -with_errors end, case when $order = 'gravest' then -late end, area, agency, agency_id
limit $most offset $offset
