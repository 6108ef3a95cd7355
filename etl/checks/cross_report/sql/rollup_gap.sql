-- grain: one row per government roll-up with at least one loaded part and flow of tables 三 and 四
-- reads: rollups
-- Findings are parts that exceed the roll-up by more than two and by more than a fiftieth (two agencies often count the
-- same case) and, if every expected part is loaded, parts that fall short by more than five and by more than a tenth.
select report_id, table_key, row_key, column_key,
    case
        when parts_sum - rolled_up > greatest(2, 0.02 * rolled_up) then true
        when parts_loaded >= parts_expected and parts_stating = parts_loaded
            then rolled_up - parts_sum > greatest(5, 0.1 * rolled_up)
        when rolled_up is not null and parts_sum is not null then false
    end as broken,
    rolled_up as printed, parts_sum as computed,
    parts_loaded::varchar as loaded, parts_expected::varchar as parts, parts_stating::varchar as stating
from work.reconciliation
where parts_loaded > 0
