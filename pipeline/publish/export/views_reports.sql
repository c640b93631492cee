-- What gave no record? Words of the report that a reader should look at.
CREATE VIEW unread AS
SELECT report_year, page, line, text FROM residue WHERE reason = 'unmatched'
ORDER BY report_year, start;

-- What should be checked?
CREATE VIEW checks AS
SELECT report_year, severity, code, record_id, field, message, page, line FROM findings
WHERE severity <> 'info' ORDER BY report_year, severity, start;
