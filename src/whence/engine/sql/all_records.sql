-- in:  found (records of every source, with the file each stands in), sources(filename,
--      src)
-- out: view records: the same with src, the number of the source
CREATE OR REPLACE TEMP VIEW records AS
SELECT s.src, f.* EXCLUDE (filename)
FROM found f JOIN sources s ON s.filename = f.filename
