-- grain: one row per report of one part, sorted by region, agency and year
-- reads: work.part
-- writes: built.figures
insert into built.figures by name
from work.part order by region_code, agency_id, year, report_id;
