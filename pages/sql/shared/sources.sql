-- one row per file format, outcome, and real or synthetic: files
-- years: none
select outcome, coalesce(reports.format, lower(regexp_extract(sources.source_name, '\.([^./]+)$', 1))) as format,
    reports.synthetic::varchar as synthetic, count(*) as files
from sources
left join reports on report_id = report_ids[1]
group by all
order by outcome, files desc, format
