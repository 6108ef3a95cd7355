-- grain: one row per staged batch, or previous version, and layout: a layout occurs more than once
-- reads: previous.layouts, staged.layouts
-- writes: work.incoming_layouts
create view work.incoming_layouts as
from staged.layouts
union all by name
from previous.layouts;
