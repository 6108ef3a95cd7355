-- one row a statement about a report's identity and where it was taken from
select field, value, source, quote
from evidence
where report_id = $report
order by field, source, quote
