-- one row per agency with a name that contains $sought and that was ever in $state, most missing years first: its state
-- in each expected year; `found` counts all such agencies, of which one page is returned
-- years: all
-- uses: expected, expected_agencies
-- parameters: sought, state, order, most, offset
with agencies as (
    select agency_id, arg_max(agency, year) as agency,
        count(*) filter (state = 'missing') as missing, count(*) filter (state = 'unreadable') as unreadable,
        count(*) filter (state = 'with_errors') as with_errors, count(*) filter (state = 'late') as late
    from expected
    group by agency_id
    having ($sought = '' or bool_or(contains(agency, $sought))) and ($state = '' or bool_or(state = $state))
),
ranked as (
    select agencies.*, concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, '')) as area,
        if($order = 'gravest', [missing, unreadable, with_errors, late], []) as gravity
    from agencies join (select agency_id, province, city, county from expected_agencies) using (agency_id)
),
shown as (
    select * from ranked order by gravity desc, area, agency, agency_id limit $most offset $offset
)
select shown.agency_id as key, shown.agency, area, list(year order by year) as years, list(state order by year) as states,
    missing, unreadable, with_errors, late, (select count(*) from agencies) as found
from shown
join expected on expected.agency_id = shown.agency_id
group by all
order by any_value(gravity) desc, area, shown.agency, key
