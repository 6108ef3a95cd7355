-- one row per agency with a successor: the first year in which the successor files
-- years: none
select agency_id, max(last_year) + 1 as from_year from agency_successions group by agency_id
