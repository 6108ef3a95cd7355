-- one row a finding of a doubtful unit or a jump in table 二 of a report in the scope, newest first
select scope.year, scope.agency, row_key, column_key, expected as expected_side, found as found_side,
    columns('^message(_en)?$'), scope.report_id
from scope
join findings using (report_id)
where rule_key in ('unit_slip', 'jump') and table_key = 'proactive_disclosure'
order by scope.year desc, agency, row_key, column_key
