-- The tables of one database version. Views that others rely on are in views.sql.
-- Placeholders in braces are filled by etl/warehouse/create.py from the form and the measures.

-- one row: this version; `amended` counts the reports put in and taken out since the file was last written in order
create table version (
    version integer, published_at timestamp, schema_version integer, code_version varchar, reader_version varchar,
    content_hash varchar, reports integer, duckdb_version varchar, amended integer
);

-- one row a form
create table forms (
    form varchar, label_zh varchar, label_en varchar, document varchar, first_year smallint, last_year smallint,
    open_ended boolean, position smallint
);

-- one row a cell of a form, in printed order; position is the cell's place in `figures.states`
create table form_cells (
    form varchar, table_key varchar, block_key varchar, row_key varchar, column_key varchar, position smallint,
    column_name varchar, table_number varchar, table_label_zh varchar, table_label_en varchar,
    block_label_zh varchar, block_label_en varchar, across boolean,
    row_number varchar, row_label_zh varchar, row_label_en varchar, row_under varchar, row_group varchar, ground varchar,
    column_label_zh varchar, column_label_en varchar, column_under varchar,
    article varchar, unit varchar, measured varchar, print_order smallint
);

-- one row a report: who, when, where; the counted value of every cell of any form and of the outcome groups (NULL: not
-- on its form, or not known); one letter of `states` a cell: n number, b blank, d dash, w word, t text, u unreadable,
-- a space where the form has no such cell. `raws` holds the print where it is not the plain value.
create table figures (
    report_id varchar, source_name varchar, agency_id varchar, agency varchar, year smallint, form varchar,
    form_applications varchar, form_review varchar, scope varchar, level varchar, kind varchar, kinds varchar[],
    province varchar, city varchar, county varchar, region_code varchar, title varchar, synthetic boolean,
    format varchar, status varchar, published_on date, url varchar, is_current boolean,
    errors integer, warnings integer, source_sha256 blob, layout_id varchar, states varchar,
    raws map(smallint, varchar), corrected smallint[],
    {value_columns}
);

-- one row a pattern of places: the locator of each cell, in the order of `states`
create table layouts (layout_id varchar, locators varchar[]);

-- one row a finding; address keys are NULL where it concerns the report as a whole
create table findings (
    report_id varchar, rule_key varchar, severity varchar, table_key varchar, row_key varchar, column_key varchar,
    expected varchar, found varchar, message varchar, message_en varchar, source_rule varchar
);

-- one row a rule that can find something
create table rules (
    rule_key varchar, severity varchar, label_zh varchar, label_en varchar, position smallint
);

-- one row a report: each rule of one report and each rule over many reports (NULL: none), how often it was evaluated in
-- it, and how often it could not be
create table report_checks (
    report_id varchar, checks struct(rule_key varchar, evaluated integer, not_evaluable integer)[],
    across struct(rule_key varchar, evaluated integer, not_evaluable integer)[]
);

-- one row a section of a report
create table narratives (report_id varchar, section_key varchar, text varchar);

-- one row a report: what its identity was taken from
create table report_evidence (
    report_id varchar, statements struct(field varchar, value varchar, source varchar, quote varchar)[]
);

-- one row a file or archive member that was looked at; `reading` names the code, data and manifest row that read it
create table sources (
    source_name varchar, root varchar, size bigint, modified_ns bigint, reading varchar, outcome varchar,
    report_id varchar, reason varchar
);

-- one row a measure
create table measures (
    measure_key varchar, kind varchar, page varchar, label_zh varchar, label_en varchar, numerator varchar,
    denominator varchar, unit varchar, polarity varchar, forms varchar[], caveat varchar, caveat_en varchar,
    source varchar, per_report boolean, position smallint
);

-- one row a kind of agency
create table kinds (kind varchar, label_zh varchar, label_en varchar, position smallint);

-- one row a load that was published
create table loads (
    version integer, started_at timestamp, finished_at timestamp, code_version varchar, reader_version varchar,
    workers integer, loaded integer, unchanged integer, removed integer, rejected integer, findings integer
);

-- one row a body that ended by merger or absorption: the loaded body that it joined, and its last year
create table agency_successions (
    agency_id varchar, later_id varchar, agency varchar, relation varchar, from_year smallint, until_year smallint,
    last_year smallint
);

-- one row a government's roll-up and flow: what it states, the sum of its loaded parts, and how many parts are loaded,
-- state the figure, and are expected
create table reconciliation (
    report_id varchar, agency_id varchar, year smallint, table_key varchar, row_key varchar, column_key varchar,
    rolled_up double, parts_sum double, parts_loaded integer, parts_stating integer, parts_expected integer
);

-- one row a section of a report and a similar text: last year's own, or another agency's of the same year.
-- similarity is that of what is left when years, numbers, names and common phrases are taken out; positions are
-- those of the longest common passage in both texts as printed
create table similar_texts (
    report_id varchar, section_key varchar, other_report_id varchar, own_previous_year boolean, same_numbers boolean,
    similarity double, excerpt varchar, position integer, other_position integer
);
