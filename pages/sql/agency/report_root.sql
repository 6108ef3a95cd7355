-- one row: the file or folder that was loaded and holds a report
-- years: none
-- parameters: report
select root from sources where list_contains(report_ids, $report)
