-- grain: one row per agency, year, scope and topic about which something changed; `examples` are the first {most} changes
-- reads: older, newer and the relations of a comparison
with wanted as (
    select report_id from newer.reports where {condition}
    union
    select report_id from older.reports where {condition}
),
told as (
    select concat(kind, ' ', change) as topic, agency_id, agency, year, scope, report, label, old, new, why,
        row_number() over () as number
    from ({lines}) as lines
    semi join wanted on lines.report = wanted.report_id
    where kind <> 'measure'
)
select topic, agency_id, any_value(agency) as agency, year, scope, any_value(report) as report, count(*) as changes,
    list({{'label': label, 'old': old, 'new': new, 'why': why}} order by number)[:{most}] as examples
from told
group by topic, agency_id, year, scope
order by list_position(['report new', 'report replaced', 'report gone', 'finding new', 'finding closed', 'cell changed', 'stated_figure changed', 'identity changed'], topic),
    agency, agency_id, year desc, scope
