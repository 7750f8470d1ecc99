-- Days of events that are held, by year, whatever the period
-- For: 164.316(b)(2)(i), 164.312(b)
-- Found by: the days of all files; documentation is kept for six years
SELECT SUBSTR(day, 1, 4) AS year, COUNT(*) AS days_held, MIN(day) AS first_day, MAX(day) AS last_day, SUM(events) AS events
FROM (SELECT day, COUNT(*) AS events FROM audit_events GROUP BY day) AS daily
GROUP BY SUBSTR(day, 1, 4)
ORDER BY year
