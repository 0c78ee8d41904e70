-- in:  members (with writing), asked(writing)
-- out: writing, party: parties one of whose mentions is written so
SELECT m.writing, m.party FROM members m SEMI JOIN asked a ON a.writing = m.writing
GROUP BY ALL ORDER BY 1, 2
