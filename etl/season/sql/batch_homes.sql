-- grain: one row per body whose region is known, filed or on a roster
-- reads: agencies, roster
-- parameters: none
select agency, coalesce(region_code, ''), province, city, county from agencies where province <> ''
union
select agency, coalesce(region_code, ''), province, city, county from roster
where province <> '' and agency_id not in (select agency_id from agencies)
