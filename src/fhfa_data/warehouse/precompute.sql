-- Tables made once at build time from those in schema.sql, so that a page asks for few rows.

-- What a place's page needs: the latest figure of every indicator, one row an area, together on disk.
CREATE TABLE stored.latest_figure AS
SELECT kept.*, period_kind, period_start, period_end, period_text
FROM stored.figure AS kept
JOIN period USING (indicator, area_type, period)
WHERE is_latest AND area_type <> 'lsoa'
ORDER BY area_type, area_code, indicator, sex;

CREATE VIEW latest_figure AS
FROM stored.latest_figure
UNION ALL
SELECT missing.*, period_kind, period_start, period_end, period_text
FROM stored.gap_figure AS missing
JOIN period USING (indicator, area_type, period)
WHERE is_latest AND area_type <> 'lsoa';

-- The order of wards and of boroughs by value, ties by name. It places dots on a plot and rows in a
-- table; it is never shown as a rank, because none of these figures comes with an interval. Areas with
-- a gap that others share have no place: they come last, by name.
CREATE TABLE area_order AS
SELECT indicator, area_type, period, sex, area_code,
       row_number() OVER (
           PARTITION BY indicator, area_type, period, sex
           ORDER BY (value IS NULL), value, name, borough_name, area_code
       ) AS place
FROM stored.figure JOIN area USING (area_code, area_type)
WHERE area_type IN ('ward', 'borough')
ORDER BY indicator, area_type, period, sex, place;
