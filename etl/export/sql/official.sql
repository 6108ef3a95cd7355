-- one row per report, one column per cell of the official form, with the printed text
select wanted.agency, wanted.year, wanted.province, wanted.city, wanted.county, wanted.scope, wanted.synthetic,
    {printed}, wanted.source_name, wanted.report_id, wanted.level, wanted.kind, wanted.region_code
from wanted
join figures as printed using (report_id)
where wanted.form = '{form}' or wanted.form_applications = '{form}' or wanted.form_review = '{form}'
order by wanted.region_code, wanted.agency_id, wanted.year, wanted.report_id
