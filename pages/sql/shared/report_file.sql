-- one row: the source of a report and the hash of the bytes that were read
-- years: none
-- parameters: report_id
select source_name, source_sha256 from reports where report_id = $report_id
