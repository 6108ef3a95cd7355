-- one row a report behind a figure: what it states in one cell of the form, its findings, and where it is published; the
-- totals are those of all such reports
select year, agency_id, agency, figures.{cell} as numerator, null::double as denominator,
    errors, warnings, form, source_name, nullif(figures.url, '') as url, scope.report_id,
    sum(figures.{cell}) over () as total_numerator, null::double as total_denominator, count(*) over () as total_reports
from scope
join (select report_id, source_name, url, {cell} from figures) as figures using (report_id)
where ($key is null or {by} = $key) and ($year is null or year = $year)
order by year desc, figures.{cell} desc nulls last, agency
limit 2000
