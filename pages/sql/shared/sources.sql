-- one row a kind of file, its outcome, and real or synthetic: how many files
select outcome, coalesce(reports.format, lower(regexp_extract(sources.source_name, '\.([^./]+)$', 1))) as format,
    reports.synthetic::varchar as synthetic, count(*) as files
from sources
left join reports using (report_id)
group by all
order by outcome, files desc, format
