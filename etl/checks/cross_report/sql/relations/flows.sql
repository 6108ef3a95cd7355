-- grain: one row per current report: the flows that agencies are compared with themselves by, in this order: new
-- applications, reviews, licences, penalties, coercive measures, normative documents issued
-- reads: temp.current_reports
-- writes: temp.flows, temp.usual_flows (empty; `usual_flows` fills it)
create temp view temp.flows as
select report_id, agency_id, scope, level, kind, year, [
    not_negative(applications__received_new__total),
    not_negative(review_litigation__review__total),
    not_negative(proactive_disclosure__licences__decisions),
    not_negative(proactive_disclosure__penalties__decisions),
    not_negative(proactive_disclosure__coercive_measures__decisions),
    not_negative(proactive_disclosure__normative_documents__issued)
] as amounts
from temp.current_reports;
create temp table temp.usual_flows (agency_id varchar, scope varchar, usual double[], centres double[]);
