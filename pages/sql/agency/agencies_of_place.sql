-- one row per agency of a region, among the selected reports: governments first, then by type
-- years: all
-- uses: selected
-- parameters: place
select agency_id, arg_max(agency, year) as agency, arg_max(kind, year) as kind, max(year) as last_filed
from selected
where concat_ws('›', nullif(province, ''), nullif(city, ''), nullif(county, '')) = $place
group by agency_id
order by arg_max(scope, year) <> 'government_rollup', arg_max(kind, year), arg_max(agency, year), agency_id
