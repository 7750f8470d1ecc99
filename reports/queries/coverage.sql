-- Events of each day of the period; a day without any has a row too, with zero
-- For: 164.312(b), 164.308(a)(1)(ii)(D)
-- Found by: the UTC day on which the event happened; late: taken in more than a day after it happened
SELECT
  days.day,
  COALESCE(counted.events, 0) AS events,
  COALESCE(counted.failures, 0) AS failures,
  COALESCE(counted.denied, 0) AS denied,
  COALESCE(counted.break_glass, 0) AS break_glass,
  COALESCE(counted.late, 0) AS late,
  counted.first_at,
  counted.last_at
FROM days
LEFT JOIN (
  SELECT
    day,
    COUNT(*) AS events,
    SUM(CASE WHEN outcome = 'failure' THEN 1 ELSE 0 END) AS failures,
    SUM(CASE WHEN outcome = 'denied' THEN 1 ELSE 0 END) AS denied,
    SUM(CASE WHEN break_glass THEN 1 ELSE 0 END) AS break_glass,
    SUM(CASE WHEN collected_at > observed_at + INTERVAL '1' DAY THEN 1 ELSE 0 END) AS late,
    MIN(observed_at) AS first_at,
    MAX(observed_at) AS last_at
  FROM events
  GROUP BY day
) AS counted ON counted.day = days.day
ORDER BY days.day
