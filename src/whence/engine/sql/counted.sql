-- in:  records, dropped
-- out: view counted: the records that count, each once
CREATE OR REPLACE TEMP VIEW counted AS
SELECT r.* FROM records r
ANTI JOIN dropped d ON d.src = r.src AND d."row" = r."row"
