-- one row per statement about the identity of a report, with where it was taken from
-- years: none
-- parameters: report
select field, value, source, quote
from evidence
where report_id = $report
order by field, source, quote
