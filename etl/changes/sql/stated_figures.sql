-- grain: one row per figure that a narrative states otherwise, of an agency's year and scope with a report in both
-- versions; several of one item, subject and period pair in the order of the text
-- reads: older, newer, sides
-- writes: stated_figure_changes
create temp table stated_figure_changes as
with older_digests as (
    select report_id as older_report, sum(hash(item_key, subject, period, value, unit, exactness)) as digest
    from older.stated_figures group by report_id
),
newer_digests as (
    select report_id as newer_report, sum(hash(item_key, subject, period, value, unit, exactness)) as digest
    from newer.stated_figures group by report_id
),
told_otherwise as (
    select sides.*
    from sides
    left join older_digests using (older_report)
    left join newer_digests using (newer_report)
    where older_report is not null and newer_report is not null
        and older_digests.digest is distinct from newer_digests.digest
),
figures as (
    select 'older' as side, agency_id, year, scope, figures.*
    from older.stated_figures as figures join told_otherwise on report_id = older_report
    union all
    select 'newer' as side, agency_id, year, scope, figures.*
    from newer.stated_figures as figures join told_otherwise on report_id = newer_report
),
repeated as (
    select *, row_number() over (
        partition by side, agency_id, year, scope, item_key, subject, period, value, unit, exactness order by position
    ) as repetition
    from figures
),
-- what both state alike is left out, wherever in the text it stands
stated_by_one as (
    select * from repeated
    qualify count(*) over (
        partition by agency_id, year, scope, item_key, subject, period, value, unit, exactness, repetition
    ) = 1
),
numbered as (
    select *, row_number() over (partition by side, agency_id, year, scope, item_key, subject, period order by position) as number
    from stated_by_one
),
older_figures as (from numbered where side = 'older'),
newer_figures as (from numbered where side = 'newer')
select agency_id, sides.agency, year, scope, newer_report as report, item_key, subject, period,
    older_figures.value as old, newer_figures.value as new, older_figures.unit as old_unit, newer_figures.unit as new_unit,
    older_figures.exactness as old_exactness, newer_figures.exactness as new_exactness,
    older_figures.quote as old_quote, newer_figures.quote as new_quote, sides.why
from older_figures
full join newer_figures using (agency_id, year, scope, item_key, subject, period, number)
join sides using (agency_id, year, scope)
order by agency, year, scope, item_key, subject, period, number;
