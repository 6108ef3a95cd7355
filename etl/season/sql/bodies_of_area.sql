-- grain: one row per body of the area
-- reads: agencies
-- parameters: area (empty: everywhere)
select agency_id from agencies where {in_area}
