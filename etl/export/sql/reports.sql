-- one row a report
select * from wanted order by region_code, agency_id, year, report_id
