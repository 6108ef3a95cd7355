-- one row per report
select * from wanted order by region_code, agency_id, year, report_id
