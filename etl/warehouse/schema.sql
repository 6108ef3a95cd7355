-- The tables of one database version. The views that others rely on are in views.sql; columns are described in
-- columns.toml. The comment directly above a table says what one row is and becomes the table's description.
-- etl/warehouse/create.py fills the placeholders in braces from the forms and the measures.

-- One row, on this version.
create table version (
    version integer, published_at timestamp, schema_version integer, code_version varchar, reader_version varchar,
    content_hash varchar, reports integer, duckdb_version varchar, amended integer
);

-- One row per official form.
create table forms (
    form varchar, label_zh varchar, label_en varchar, document varchar, first_year smallint, last_year smallint,
    open_ended boolean, position smallint
);

-- One row per cell of a form, in printed order.
create table form_cells (
    form varchar, table_key varchar, block_key varchar, row_key varchar, column_key varchar, position smallint,
    column_name varchar, table_number varchar, table_label_zh varchar, table_label_en varchar,
    block_label_zh varchar, block_label_en varchar, across boolean,
    row_number varchar, row_label_zh varchar, row_label_en varchar, row_under varchar, row_group varchar, ground varchar,
    column_label_zh varchar, column_label_en varchar, column_under varchar,
    article varchar, unit varchar, measured varchar, print_order smallint
);

-- One row per report: who, when and where, with one column for the counted value of each cell of any form and of each
-- outcome group (NULL if it is not on the report's form, or not known). The views `reports` and `cells` are easier to read.
create table figures (
    report_id varchar, source_name varchar, agency_id varchar, agency varchar, year smallint, form varchar,
    form_applications varchar, form_review varchar, scope varchar, level varchar, kind varchar, kinds varchar[],
    province varchar, city varchar, county varchar, region_code varchar, title varchar, synthetic boolean,
    format varchar, status varchar, published_on date, url varchar, first_seen varchar, edition varchar, listed boolean, is_current boolean,
    errors integer, warnings integer, source_sha256 blob, layout_id varchar, states varchar,
    raws map(smallint, varchar), corrected smallint[],
    {value_columns}
);

-- One row per layout: reports printed alike share the locators of their cells.
create table layouts (layout_id varchar, locators varchar[]);

-- One row per finding.
create table findings (
    report_id varchar, rule_key varchar, severity varchar, table_key varchar, row_key varchar, column_key varchar,
    expected varchar, found varchar, printed double, computed double, difference double,
    cells struct(table_key varchar, row_key varchar, column_key varchar)[],
    message varchar, message_en varchar, source_rule varchar
);

-- One row per rule.
create table rules (
    rule_key varchar, severity varchar, label_zh varchar, label_en varchar, position smallint
);

-- One row per report: how often each rule was evaluated in it. The view `rule_checks` is easier to read.
create table report_checks (
    report_id varchar, checks struct(rule_key varchar, evaluated integer, not_evaluable integer)[],
    across struct(rule_key varchar, evaluated integer, not_evaluable integer)[]
);

-- One row per section of a report.
create table narratives (report_id varchar, section_key varchar, text varchar);

-- One row per figure that a report's narrative states in words.
create table stated_figures (
    report_id varchar, item_key varchar, value double, unit varchar, period varchar, exactness varchar, subject varchar,
    label varchar, section_key varchar, quote varchar, position integer, locator varchar
);

-- One row per item that can be stated in words.
create table stated_items (
    item_key varchar, group_key varchar, label_zh varchar, label_en varchar, unit varchar, position smallint
);

-- One row per report: what its identity was taken from. The view `evidence` is easier to read.
create table report_evidence (
    report_id varchar, statements struct(field varchar, value varchar, source varchar, quote varchar)[]
);

-- One row per file or archive member that was looked at.
create table sources (
    source_name varchar, root varchar, size bigint, modified_ns bigint, reading varchar, outcome varchar,
    report_ids varchar[], reason varchar,
    sighting struct(url varchar, first_seen varchar, parent_url varchar, http_status varchar, last_seen varchar, gone varchar)
);

-- One row per measure.
create table measures (
    measure_key varchar, kind varchar, page varchar, label_zh varchar, label_en varchar, numerator varchar,
    denominator varchar, unit varchar, polarity varchar, forms varchar[], caveat varchar, caveat_en varchar,
    source varchar, per_report boolean, position smallint
);

-- One row per kind of agency.
create table kinds (kind varchar, label_zh varchar, label_en varchar, position smallint);

-- One row per load that was published.
create table loads (
    version integer, started_at timestamp, finished_at timestamp, code_version varchar, reader_version varchar,
    workers integer, loaded integer, unchanged integer, removed integer, rejected integer, findings integer
);

-- One row per agency that ended by merger or absorption, with the loaded agency that it became part of.
create table agency_successions (
    agency_id varchar, later_id varchar, agency varchar, relation varchar, from_year smallint, until_year smallint,
    last_year smallint
);

-- One row per body that a roster lists.
create table roster (
    source_name varchar, root varchar, line integer, named_id varchar, agency_id varchar, agency varchar, code varchar,
    kind varchar, kinds varchar[], kind_stated boolean, since smallint, until smallint, due varchar, contact varchar,
    level varchar, scope varchar, province varchar, city varchar, county varchar, region_code varchar
);

-- One row per agency and year for which its report is expected: as a roster says, else since it filed before.
create table expected (
    agency_id varchar, agency varchar, year smallint, due_on date, published_on date, days_late integer, state varchar,
    from_roster boolean, report_id varchar, scope varchar, level varchar, kind varchar, kinds varchar[], province varchar,
    city varchar, county varchar, region_code varchar, synthetic boolean, contact varchar
);

-- One row per government roll-up report and flow: what it states, beside the sum of its loaded parts.
create table reconciliation (
    report_id varchar, agency_id varchar, year smallint, table_key varchar, row_key varchar, column_key varchar,
    rolled_up double, parts_sum double, parts_loaded integer, parts_stating integer, parts_expected integer
);

-- One row per section of a report and similar text: the agency's own of the year before, or another agency's of the same
-- year.
create table similar_texts (
    report_id varchar, section_key varchar, other_report_id varchar, own_previous_year boolean, same_numbers boolean,
    similarity double, excerpt varchar, position integer, other_position integer
);

-- One row per section of a report that was compared for similar texts, kept so that a later load compares few of them
-- again.
create table compared_texts (
    report_id varchar, section_key varchar, year smallint, is_evaluable boolean, bands uinteger[16]
);

-- One row per phrase that is common in a section and left out when its texts are compared.
create table common_phrases (section_key varchar, phrase uinteger);
