-- one row per agency and year selected whose report was seen at an address: whether it stood there by its date, when this
-- was first and last seen, when another content took its place, since when it is gone; a page and its attachments are one
-- years: all
-- uses: selected
-- parameters: year
-- Days are those of China. `proof`: seen_in_time (it was seen by the date), stated_in_time (only its own date says so),
-- stated_late, unknown (first seen later, without a date of its own) or no_date (no date applies to it).
with seen as (
    select source_name, report_ids, sighting.url as url, nullif(sighting.parent_url, '') as parent_url,
        try_cast(sighting.first_seen as timestamp) + interval 8 hours as first_seen,
        coalesce(try_cast(sighting.last_seen as timestamp), try_cast(sighting.first_seen as timestamp)) + interval 8 hours as last_seen,
        nullif(sighting.gone, '') as gone
    from sources where sighting is not null
),
contents as (
    select *, if(parent_url in (select url from seen), parent_url, url) as page,
        row_number() over (partition by url order by first_seen, source_name) as number
    from seen
),
addresses as (
    select page, url, min(first_seen) as first_seen, max(last_seen) as last_seen, last(gone order by last_seen, first_seen) as gone,
        max(first_seen) filter (number > 1) as changed, count(*) - 1 as changes
    from contents group by page, url
),
copies as (
    select distinct selected.agency_id, selected.year, contents.page
    from selected
    join figures as copy using (agency_id, year, scope)
    join (select page, unnest(report_ids) as report_id from contents) as contents on contents.report_id = copy.report_id
    where selected.year = $year
),
gathered as (
    select agency_id, year, min(first_seen) as first_seen, max(last_seen) as last_seen, max(changed) as changed,
        sum(changes)::integer as changes, count(*)::integer as addresses, count(gone)::integer as gone_addresses,
        max(gone) as gone, arg_min(addresses.url, (addresses.url <> page, addresses.first_seen)) as url
    from copies join addresses using (page)
    group by agency_id, year
)
select gathered.year, gathered.agency_id, selected.agency, selected.province, selected.city, selected.county,
    strftime(due_on, '%Y-%m-%d') as due_on, strftime(expected.published_on, '%Y-%m-%d') as published_on,
    case when due_on is null then 'no_date' when first_seen::date <= due_on then 'seen_in_time'
        when expected.published_on <= due_on then 'stated_in_time' when expected.published_on > due_on then 'stated_late'
        else 'unknown' end as proof,
    strftime(first_seen, '%Y-%m-%d %H:%M') as first_seen, strftime(last_seen, '%Y-%m-%d %H:%M') as last_seen,
    strftime(changed, '%Y-%m-%d %H:%M') as changed, changes, if(gone_addresses = addresses, gone, null) as gone,
    addresses, gone_addresses, gathered.url
from gathered
join selected on selected.agency_id = gathered.agency_id and selected.year = gathered.year
left join main.expected as expected on expected.agency_id = gathered.agency_id and expected.year = gathered.year
order by case proof when 'stated_late' then 0 when 'unknown' then 1 when 'stated_in_time' then 2 when 'seen_in_time' then 3 else 4 end,
    province, city, county, agency, gathered.agency_id
