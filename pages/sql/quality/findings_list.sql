-- one row a finding of the scope that meets the reader's choices ('' is any), the gravest and newest first;
-- `met` counts all of them
select findings.severity, findings.rule_key, coalesce(rules.label_zh, findings.rule_key) as label_zh,
    coalesce(rules.label_en, findings.rule_key) as label_en, scope.year, scope.agency_id, scope.agency,
    scope.province, scope.city, scope.county, findings.table_key, findings.row_key, findings.column_key,
    findings.expected as expected_side, findings.found as found_side, findings.message, findings.message_en,
    figures.source_name, nullif(figures.url, '') as url, scope.report_id, count(*) over () as met
from scope
join findings using (report_id)
join figures using (report_id)
left join rules using (rule_key)
where ($rule = '' or findings.rule_key = $rule) and ($severity = '' or findings.severity = $severity)
    and ($agency_id = '' or scope.agency_id = $agency_id)
    and ($sought = '' or contains(scope.agency, $sought) or contains(findings.message, $sought))
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end, scope.year desc, scope.province,
    scope.city, scope.county, scope.agency, scope.report_id, findings.rule_key, findings.message
limit $most offset $offset
