-- grain: one row per agency and scope of the part $part of $parts: what it usually states of each flow
-- reads: temp.flows
-- writes: temp.usual_flows
-- A median needs all its values in memory at once, so that of many agencies is taken part by part.
insert into temp.usual_flows
select agency_id, scope,
    [
        usual(amounts[1]), usual(amounts[2]), usual(amounts[3]),
        usual(amounts[4]), usual(amounts[5]), usual(amounts[6])
    ],
    [
        centre(amounts[1]), centre(amounts[2]), centre(amounts[3]),
        centre(amounts[4]), centre(amounts[5]), centre(amounts[6])
    ]
from temp.flows where hash(agency_id) % $parts = $part group by agency_id, scope;
