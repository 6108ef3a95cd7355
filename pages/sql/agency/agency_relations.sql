-- one row per predecessor or successor of an agency
-- years: none
-- parameters: agency_id
select relation, last_year, agency_successions.agency_id as other_id, agency_successions.agency as other, true as earlier
from agency_successions
where later_id = $agency_id
union all
select relation, agency_successions.last_year, later_id, agencies.agency, false
from agency_successions
left join agencies on agencies.agency_id = later_id
where agency_successions.agency_id = $agency_id
order by last_year, other
