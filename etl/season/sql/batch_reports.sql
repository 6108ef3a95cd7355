-- grain: one row per report that was read below $root
-- reads: figures, sources
-- parameters: root
with drafts as (
    select unnest(report_ids) as report_id from sources where root = $root
)
select report_id, source_name, agency, year,
    exists (
        from figures as before
        where before.agency_id = draft.agency_id and before.year = draft.year - 1 and before.is_current
    ) as has_last_year,
    coalesce((
        select min(other.source_name)
        from figures as other
        where other.agency_id = draft.agency_id and other.year = draft.year and other.scope = draft.scope
            and other.is_current and other.report_id <> draft.report_id
    ), '') as counts_instead
from figures as draft
semi join drafts using (report_id)
order by region_code, agency, year, source_name
