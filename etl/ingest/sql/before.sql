-- grain: one row per source of the previous version, with the hash of the bytes that its report was read from
-- reads: previous.figures, previous.sources
-- writes: work.before
create view work.before as
select source_name, root, size, modified_ns, reading, report_id, reason, lower(hex(source_sha256)) as sha256
from previous.sources
left join (select report_id, source_sha256 from previous.figures) using (report_id);
