-- grain: one row per report of work.candidates: whether it is the current one of its agency, year and scope
-- reads: work.order_of_copies
-- writes: work.current_flags
create table work.current_flags as
select report_id, place = 1 and has_year and not other_document as is_current
from work.order_of_copies;
