-- grain: one row per figure stated in words in one range of reports
-- reads: work.incoming_stated_figures
-- writes: built.stated_figures
insert into built.stated_figures by name
from work.incoming_stated_figures where report_id between $first and $last order by report_id, section_key, position;
