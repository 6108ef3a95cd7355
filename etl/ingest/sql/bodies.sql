-- grain: one row per source of the previous version and report that it holds: whose, and of which year (0: none)
-- reads: previous.figures, previous.sources
-- writes: work.bodies
create view work.bodies as
select source_name, agency, coalesce(year, 0) as year
from (select source_name, unnest(report_ids) as report_id from previous.sources)
join (select report_id, agency, year from previous.figures) using (report_id);
