-- grain: two rows per folder or archive that cannot be looked into: how the names of what lies in it begin
-- reads: nothing
-- writes: work.closed
create table work.closed (beginning varchar);
