-- one row per further report of the agency, year and scope of a report: one that is not the current one
-- years: none
-- parameters: report
select others.report_id, others.source_name, lower(hex(others.source_sha256)) as source_sha256, others.format, others.title,
    others.status, others.edition, others.published_on, nullif(others.url, '') as url, others.errors, others.warnings, others.form
from figures as others
join (from figures where report_id = $report) as counting using (agency_id, year, scope)
where others.report_id <> counting.report_id
order by others.published_on desc nulls last, others.source_name
