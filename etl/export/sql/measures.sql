-- one row per report and measure; value is NULL if the measure is unknown, 0/0 or contradictory (left out of every rate)
select wanted.report_id, wanted.agency, wanted.year, wanted.scope, wanted.synthetic, measures.measure_key, measures.label_zh,
    measures.label_en, one.numerator, one.denominator,
    case when measures.denominator = '' then one.numerator else one.numerator / nullif(one.denominator, 0) end as value,
    one.contradictory, measures.unit, measures.caveat, measures.source,
    wanted.province, wanted.city, wanted.county, wanted.level, wanted.kind, wanted.region_code
from (
    select report_id, unnest([{measures}]::struct(measure_key varchar, numerator double, denominator double, contradictory boolean)[], recursive := true)
    from measured
) as one
join wanted using (report_id)
join measures using (measure_key)
order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id, measures.position
