-- Who met? An entry of the report with its mechanism's name.
CREATE VIEW meetings AS
SELECT e.report_year, m.name AS mechanism, e.title, e.event_type, e.ordinal, e.event_count,
       e.start_date, e.end_date, e.format, e.summary, e.event_id, e.mechanism_id
FROM events e JOIN mechanisms m USING (report_year, mechanism_id)
ORDER BY e.report_year, e.start_date, e.event_id;

-- What counts once? Of entries that look like one event, the one that gathers most others is left
-- out ("regional consultations with three mechanisms"), and of equals the later one.
CREATE VIEW distinct_events AS
WITH links AS (
  SELECT event_id, count(*) AS number FROM possible_duplicates GROUP BY event_id
)
SELECT e.* FROM events e
WHERE NOT EXISTS (
  SELECT 1 FROM possible_duplicates d
  JOIN links own ON own.event_id = d.event_id
  JOIN links other ON other.event_id = d.other_event_id
  WHERE d.event_id = e.event_id
    AND (other.number < own.number
         OR (other.number = own.number AND d.other_event_id < d.event_id))
);

-- How many? Entries as printed, entries that count once, and the meetings that these stand for.
CREATE VIEW meetings_per_year AS
SELECT e.report_year, count(*) AS entries, count(d.event_id) AS distinct_entries,
       sum(d.event_count) AS meetings,
       count(d.event_id) - count(d.event_count) AS entries_without_a_count
FROM events e LEFT JOIN distinct_events d USING (event_id)
GROUP BY e.report_year ORDER BY e.report_year;

-- How active was each mechanism? Its own entries; one that is named in lists only has none.
CREATE VIEW meetings_per_mechanism AS
SELECT m.report_year, m.mechanism_id, m.name, m.kind, count(e.event_id) AS entries,
       coalesce(sum(e.event_count), 0) AS meetings,
       min(e.start_date) AS first_date, max(e.end_date) AS last_date
FROM mechanisms m LEFT JOIN events e USING (report_year, mechanism_id)
GROUP BY m.report_year, m.mechanism_id ORDER BY m.report_year, entries DESC, m.mechanism_id;

-- What kinds of meetings?
CREATE VIEW meetings_per_type AS
SELECT report_year, event_type, count(*) AS entries, sum(event_count) AS meetings
FROM distinct_events GROUP BY report_year, event_type
ORDER BY report_year, entries DESC, event_type;

-- How did they meet? Formats of the entries; NULL where the report says none.
CREATE VIEW meetings_per_format AS
SELECT report_year, format, count(*) AS entries, sum(event_count) AS meetings
FROM distinct_events GROUP BY report_year, format ORDER BY report_year, entries DESC, format;

-- Where and when? One row for each occurrence; with latitude and longitude, for maps.
CREATE VIEW places AS
SELECT e.report_year, e.mechanism_id, e.title, o.start_date, o.end_date, o.date_precision,
       o.format, o.city, o.country, o.country_code, o.latitude, o.longitude, o.event_id, o.position
FROM occurrences o JOIN events e USING (event_id)
ORDER BY o.start_date, o.event_id, o.position;

-- Which countries hosted?
CREATE VIEW meetings_per_country AS
SELECT e.report_year, o.country_code, o.country, count(*) AS occurrences,
       count(DISTINCT o.city) AS cities
FROM occurrences o JOIN distinct_events e USING (event_id)
WHERE o.country_code IS NOT NULL
GROUP BY e.report_year, o.country_code ORDER BY e.report_year, occurrences DESC, o.country_code;

-- What about? Entries whose own words show a theme.
CREATE VIEW meetings_per_theme AS
SELECT e.report_year, t.theme_id, count(*) AS entries,
       count(DISTINCT e.mechanism_id) AS mechanisms
FROM event_themes t JOIN distinct_events e USING (event_id)
GROUP BY e.report_year, t.theme_id ORDER BY e.report_year, entries DESC, t.theme_id;

-- Who else took part? Partners, hosts, chairs and organizers.
CREATE VIEW parties AS
SELECT e.report_year, e.mechanism_id, p.role, p.party_type, p.party_id, p.name, e.title, e.event_id
FROM event_parties p JOIN events e USING (event_id)
ORDER BY e.report_year, p.role, p.party_id, e.event_id;

-- Which meetings go on? The members of each series in order, with the ordinal before.
CREATE VIEW series_by_year AS
SELECT s.series_id, s.title AS series, s.report_year, e.title, s.ordinal,
       lag(s.ordinal) OVER (PARTITION BY s.series_id ORDER BY s.report_year, e.start_date, s.event_id)
         AS ordinal_before,
       e.start_date, s.event_id
FROM series s JOIN events e USING (event_id)
ORDER BY s.series_id, s.report_year, e.start_date, s.event_id;
