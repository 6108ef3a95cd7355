-- grain: one row per agency of one of the kinds $kinds that filed no report for the newest year
-- reads: temp.current_filings
-- writes: nothing: the rows are returned
select agency_id, any_value(region_code), arg_max(agency, year), arg_max([province, city, county], year), max(year)
from temp.current_filings where list_contains($kinds::varchar[], kind) group by agency_id
having max(year) < (select max(year) from temp.current_filings) order by agency_id;
