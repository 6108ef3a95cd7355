-- one row per report selected
-- years: all
-- uses: selected_all_years
select * from selected_all_years where year between $first_year and $last_year
