-- one row: current reports of the selection, and how many of them are synthetic
-- years: all
-- uses: selected
select count(*) as reports, count(*) filter (reports.synthetic) as synthetic
from selected join reports using (report_id)
