-- Disclosures by recipient and purpose, the 200 with most first
-- For: 164.528
-- Found by: events that name a recipient; populations.sql has the number of all
SELECT
  recipient,
  COALESCE(purpose, 'not stated') AS purpose,
  COUNT(*) AS events,
  SUM(CASE WHEN outcome = 'success' THEN 1 ELSE 0 END) AS made,
  COUNT(DISTINCT subject) AS subjects,
  MIN(observed_at) AS first_at,
  MAX(observed_at) AS last_at
FROM events
WHERE recipient IS NOT NULL
GROUP BY recipient, COALESCE(purpose, 'not stated')
ORDER BY events DESC, recipient, purpose
LIMIT 200
