-- one row per finding
select wanted.agency, wanted.year, findings.severity, findings.rule_key, rules.label_zh, rules.label_en,
    findings.table_key, findings.row_key, findings.column_key, findings.expected, findings.found,
    findings.printed, findings.computed, findings.difference, findings.message, findings.message_en, wanted.source_name, wanted.report_id, wanted.synthetic,
    wanted.scope, wanted.province, wanted.city, wanted.county, wanted.level, wanted.kind, wanted.region_code
from findings
join wanted using (report_id)
left join rules using (rule_key)
order by wanted.region_code, wanted.agency_id, wanted.year, findings.severity, findings.rule_key, findings.message,
    findings.report_id, findings.table_key, findings.row_key, findings.column_key
