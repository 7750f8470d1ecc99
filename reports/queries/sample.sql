-- Samples of at most 25 events of each population but the whole, drawn by the seed
-- For: 164.312(b), 164.308(a)(1)(ii)(D)
-- Found by: the events whose SHA-256 over seed, population and id, each followed by a line feed, come first; populations.sql counts the same ones
SELECT population, id, observed_at, actor, action, outcome, subject, workload, hash
FROM (
(
  SELECT 'accesses' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'accesses', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE (action LIKE 'fhir.%' OR action LIKE 'image.%')
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'denied' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'denied', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE outcome = 'denied'
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'break-glass' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'break-glass', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE break_glass
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'failed-log-ins' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'failed-log-ins', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE action LIKE 'sign-in.%' AND outcome <> 'success'
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'disclosures' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'disclosures', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE recipient IS NOT NULL
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'reviews' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'reviews', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE (action LIKE '%.reviewed' OR action LIKE '%.approved' OR action LIKE '%.refused')
  ORDER BY hash
  LIMIT 25
)
UNION ALL
(
  SELECT 'unusual' AS population, id, observed_at, actor, action, outcome, subject, workload,
    SHA256(TO_UTF8(CONCAT(asked.seed, CHR(10), 'unusual', CHR(10), id, CHR(10)))) AS hash
  FROM events
  CROSS JOIN asked
  WHERE action = 'access.unusual'
  ORDER BY hash
  LIMIT 25
)
) AS drawn
ORDER BY population, hash
