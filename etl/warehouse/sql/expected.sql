-- grain: one row per agency and year for which its report is expected: as a roster says where there is one for its region
-- and kind of report, else from its first report to the newest year or, if a successor took over, its last report
-- reads: built.agency_successions, built.figures, built.roster
-- writes: built.expected
delete from built.expected;
insert into built.expected by name
with reports as (
    select report_id, agency_id, agency, year, scope, level, kind, kinds, province, city, county, region_code, synthetic,
        published_on, status, errors
    from built.figures
    where is_current
    qualify row_number() over (partition by agency_id, year order by scope <> 'own', report_id) = 1
),
spans as (
    select agency_id, bool_or(synthetic) as synthetic, min(year) as first_year, max(year) as last_year
    from reports
    group by agency_id
),
-- each as its last report names it
agencies as (
    select spans.*, agency, scope, level, kind, kinds, province, city, county, region_code
    from spans join reports on reports.agency_id = spans.agency_id and reports.year = last_year
),
newest as (
    select max(year) as year from reports
),
-- a roster is about the years for which any of its bodies filed, or any other where its bodies are
neighbours as (
    select source_name, first_year, synthetic from built.roster join agencies using (agency_id)
    union all
    select source_name, first_year, agencies.synthetic
    from (select distinct source_name, province, city, county from built.roster)
    join agencies using (province, city, county)
),
rosters as (
    select source_name, coalesce(min(first_year), any_value(newest.year)) as first_year,
        coalesce(bool_or(synthetic), false) as synthetic
    from (select distinct source_name from built.roster)
    left join neighbours using (source_name)
    cross join newest
    group by source_name
),
placed as (
    select roster.source_name, roster.line, roster.agency_id, roster.agency, roster.due, roster.contact,
        greatest(coalesce(roster.since, rosters.first_year), rosters.first_year) as from_year,
        least(coalesce(roster.until, newest.year), newest.year) as until_year,
        coalesce(agencies.scope, roster.scope) as scope,
        if(roster.kind_stated and roster.level <> '', roster.level, coalesce(agencies.level, roster.level)) as level,
        if(roster.kind_stated, roster.kind, coalesce(agencies.kind, roster.kind)) as kind,
        if(roster.kind_stated, roster.kinds, coalesce(agencies.kinds, roster.kinds)) as kinds,
        coalesce(agencies.province, roster.province) as province, coalesce(agencies.city, roster.city) as city,
        coalesce(agencies.county, roster.county) as county,
        coalesce(agencies.region_code, roster.region_code) as region_code,
        coalesce(agencies.synthetic, rosters.synthetic) as synthetic
    from built.roster as roster
    join rosters using (source_name)
    left join agencies using (agency_id)
    cross join newest
),
listed as (
    select *, unnest(range(from_year, until_year + 1))::smallint as year from placed
),
bodies as (
    select agency_id, agency, year, scope, level, kind, kinds, province, city, county, region_code, synthetic, due, contact,
        true as from_roster
    from listed
    qualify row_number() over (partition by agency_id, year order by source_name, line) = 1
    union all by name
    select agency_id, agency, scope, level, kind, kinds, province, city, county, region_code, synthetic, '' as due,
        '' as contact, false as from_roster,
        unnest(range(first_year, if(ended.agency_id is null, newest.year, last_year) + 1))::smallint as year
    from agencies
    cross join newest
    left join (select distinct agency_id from built.agency_successions) as ended using (agency_id)
    where agency_id not in (select agency_id from built.roster)
        and (province, city, county, scope = 'government_rollup') not in (
            select (province, city, county, scope = 'government_rollup') from placed
        )
),
dated as (
    select bodies.* replace (
            coalesce(reports.agency, bodies.agency) as agency, coalesce(reports.scope, bodies.scope) as scope,
            if(from_roster, bodies.level, coalesce(reports.level, bodies.level)) as level,
            if(from_roster, bodies.kind, coalesce(reports.kind, bodies.kind)) as kind,
            if(from_roster, bodies.kinds, coalesce(reports.kinds, bodies.kinds)) as kinds
        ),
        reports.report_id, reports.published_on, reports.status, reports.errors,
        case
            when due <> '' then try_cast((year + 1)::varchar || '-' || due as date)
            when bodies.level in ('', 'township') or list_contains(bodies.kinds, 'public_institution') then null
            when year < 2019 or coalesce(reports.scope, bodies.scope) = 'government_rollup' then make_date(year + 1, 3, 31)
            else make_date(year + 1, 1, 31)
        end as due_on
    from bodies
    left join reports using (agency_id, year)
),
judged as (
    select *, if(published_on < due_on, 0, date_diff('day', due_on, published_on))::integer as days_late from dated
)
select agency_id, agency, year, due_on, published_on, days_late,
    case when report_id is null then 'missing' when status = 'tables_unreadable' then 'unreadable'
        when errors > 0 then 'with_errors' when days_late > 0 then 'late' else 'filed' end as state,
    from_roster, report_id, scope, level, kind, kinds, province, city, county, region_code, synthetic, contact
from judged
order by region_code, agency_id, year;
