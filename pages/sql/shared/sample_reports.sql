-- one row per current report of the shipped sample; `others` counts the real reports that do not belong to it
-- years: none
-- parameters: sample
select report_id, others
from (select report_id from figures where is_current and list_contains($sample, lower(hex(source_sha256))))
cross join (
    select count(*) as others
    from figures
    where is_current and not synthetic and not list_contains($sample, lower(hex(source_sha256)))
)
