-- grain: one row per measure of an agency's year and scope whose figures are others, of reports in both versions
-- reads: touched_older, touched_newer, sides, cell_changes
-- writes: measure_changes
-- {keys}, {numerators}, {denominators}: of each measure, from columns of `measured`
create temp table measure_changes as
with older_values as (
    select agency_id, year, scope, unnest([{keys}]) as measure, unnest([{numerators}]) as numerator,
        unnest([{denominators}]) as denominator
    from touched_older.measured
),
newer_values as (
    select agency_id, agency, year, scope, report_id, unnest([{keys}]) as measure, unnest([{numerators}]) as numerator,
        unnest([{denominators}]) as denominator
    from touched_newer.measured
),
paired as (
    select agency_id, newer_values.agency, year, scope, newer_values.report_id as report, measure,
        older_values.numerator as old_numerator, older_values.denominator as old_denominator,
        newer_values.numerator as new_numerator, newer_values.denominator as new_denominator
    from older_values join newer_values using (agency_id, year, scope, measure)
)
select paired.*, if(only_corrected, 'correction', sides.why) as why
from paired join sides using (agency_id, year, scope)
left join (
    select agency_id, year, scope, bool_and(why = 'correction') as only_corrected from cell_changes group by all
) using (agency_id, year, scope)
where (old_numerator, old_denominator) is distinct from (new_numerator, new_denominator)
order by agency, year, scope, measure;
