-- one row per agency that is selected or expected
-- years: all
-- uses: selected_all_years, expected_agencies
select agency_id from selected_all_years
union
select agency_id from expected_agencies
