-- one row per finding that meets the reader's choices (empty: any; `closed`: codes to leave out), gravest and newest first;
-- `met` counts all of them; `marked` is the first cell that it marks, as `table.row.column`; `expected_side` and `found_side` are the texts compared by a rule that compares no numbers
-- years: all
-- uses: selected
-- parameters: rule, severity, agency_id, sought, closed, most, offset
select finding_code(
        selected.agency_id, selected.scope, selected.year, findings.rule_key,
        if(coalesce(row_key, '') = '', '', table_key || '/' || row_key || '/' || column_key), findings.cells,
        coalesce(findings.found, '') || '~' || coalesce(findings.expected, '')
    ) as code,
    findings.severity, findings.rule_key, coalesce(rules.label_zh, findings.rule_key) as label_zh,
    coalesce(rules.label_en, findings.rule_key) as label_en, selected.year, selected.agency_id, selected.agency,
    selected.province, selected.city, selected.county, findings.table_key, findings.row_key, findings.column_key,
    findings.printed, findings.computed, findings.difference,
    if(findings.printed is null, findings.expected, null) as expected_side,
    if(findings.printed is null, findings.found, null) as found_side, findings.message, findings.message_en,
    figures.source_name, nullif(figures.url, '') as url, selected.report_id,
    list_transform(findings.cells[1:1], lambda cell: concat_ws('.', cell.table_key, cell.row_key, cell.column_key))[1] as marked, count(*) over () as met
from selected
join findings using (report_id)
join figures using (report_id)
left join rules using (rule_key)
where ($rule = '' or findings.rule_key = $rule) and ($severity = '' or findings.severity = $severity)
    and ($agency_id = '' or selected.agency_id = $agency_id)
    and (len($closed) = 0 or not list_contains($closed, code))
    and ($sought = '' or contains(selected.agency, $sought) or contains(findings.message, $sought))
order by case findings.severity when 'error' then 0 when 'warning' then 1 else 2 end, selected.year desc, selected.province,
    selected.city, selected.county, selected.agency, selected.report_id, findings.rule_key, findings.message
limit $most offset $offset
