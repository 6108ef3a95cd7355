-- grain: one row per text of temp.texts_of_reports in a current report
-- reads: temp.current_filings, temp.texts_of_reports
-- writes: nothing: the rows are returned
select report_id, agency_id || scope, kind, concat_ws('|', province, city, county), text, agency,
    province, city, county
from temp.texts_of_reports join temp.current_filings using (report_id);
