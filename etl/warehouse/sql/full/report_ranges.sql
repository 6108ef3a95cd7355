-- grain: one row per range of report ids, whose texts and other details have about $bytes_per_part bytes together
-- reads: work.incoming_figures, work.incoming_narratives
-- writes: work.report_ranges
create table work.report_ranges as
with texts as (
    select report_id, sum(strlen(text)) as bytes from work.incoming_narratives group by report_id
),
numbered as (
    select report_id, (
        sum($bytes_without_text + coalesce(bytes, 0)) over (order by report_id) // $bytes_per_part
    ) as part
    from work.incoming_figures left join texts using (report_id)
)
select min(report_id) as first_report, max(report_id) as last_report from numbered group by part order by part;
