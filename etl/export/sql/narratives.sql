-- one row per section of a report
select wanted.report_id, wanted.source_name, wanted.agency, wanted.year, wanted.scope, wanted.synthetic, section_key, text,
    wanted.province, wanted.city, wanted.county, wanted.level, wanted.kind, wanted.region_code
from narratives
join wanted using (report_id)
order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id, section_key
