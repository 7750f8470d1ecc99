-- Days with events that are held more than once
-- For: 164.312(b), 164.312(c)(1)
-- Found by: the event's id, the SHA-256 of its content; the same content has the same day, so each day can be asked alone
-- Memory: by the day
SELECT day, COUNT(*) AS events, COUNT(*) - COUNT(DISTINCT id) AS doubled
FROM events
GROUP BY day
HAVING COUNT(*) > COUNT(DISTINCT id)
ORDER BY day
