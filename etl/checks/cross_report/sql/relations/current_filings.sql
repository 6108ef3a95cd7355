-- grain: one row per current report: whose it is and for which year
-- reads: temp.current_reports
-- writes: temp.current_filings
-- A table: the wide rows take longer to name than these few columns take to read.
create temp table temp.current_filings as
select report_id, agency_id, agency, year, scope, kind, province, city, county, region_code
from temp.current_reports;
