-- grain: one row per agency and region: which part of the wide rows it is sorted in; about $rows_per_part reports each
-- reads: work.incoming_figures
-- writes: work.parts
create table work.parts as
select region_code, agency_id,
    (sum(count(*)) over (order by region_code, agency_id) // $rows_per_part)::integer as part
from work.incoming_figures group by region_code, agency_id;
