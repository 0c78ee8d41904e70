-- in:  parties
-- out: party: those that only carry or pay, by their names
SELECT party FROM parties WHERE role IN ('forwarder', 'carrier', 'bank') ORDER BY 1
