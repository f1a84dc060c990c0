-- Tables made once at build time from those in schema.sql, so that a page asks for few rows.

-- What a place's page needs: the latest figure of every indicator, one row an area, together on disk.
CREATE TABLE latest_figure AS
SELECT figure.*, period.period_kind, period.period_start, period.period_end, period.period_text
FROM figure
JOIN period USING (indicator, area_type, period)
WHERE period.is_latest AND figure.area_type <> 'lsoa'
ORDER BY figure.area_type, figure.area_code, figure.indicator, figure.sex;

-- The order of wards and of boroughs by value, ties by name. It places dots on a plot and rows in a
-- table; it is never shown as a rank, because none of these figures comes with an interval.
CREATE TABLE area_order AS
SELECT indicator, area_type, period, sex, area_code,
       row_number() OVER (
           PARTITION BY indicator, area_type, period, sex
           ORDER BY (value IS NULL), value, name, borough_name, area_code
       ) AS place
FROM figure JOIN area USING (area_code, area_type)
WHERE area_type IN ('ward', 'borough')
ORDER BY indicator, area_type, period, sex, place;
