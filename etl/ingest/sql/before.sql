-- grain: one row per source of the previous version, with the hash of the bytes that its reports were read from
-- reads: previous.figures, previous.sources
-- writes: work.before
create view work.before as
select source_name, root, size, modified_ns, reading, report_ids, reason, sighting, lower(hex(source_sha256)) as sha256
from previous.sources
left join (select report_id, source_sha256 from previous.figures) on report_id = report_ids[1];
