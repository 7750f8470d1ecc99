/** The figures at which people are told (requirement P14). */
export const THRESHOLDS = {
  /** Milliseconds that an answer or a document may take: over it P2. */
  latencyMs: 5000,
  /** Per cent that fail: over the first P2, over the second P1. */
  errorPercent: { warn: 2, page: 5 },
  /** Per cent that end in quarantine: over the first P3, over the second P2. */
  quarantinePercent: { note: 20, warn: 30 },
  /** Failed log-ins in five minutes: P2. */
  failedLogins: 5,
  /** Anomaly score: over it P2. */
  anomalyScore: 0.8,
  /** Per cent that complies: below it P3. */
  compliancePercent: 95,
  /** Per cent of the month's budget: P3. */
  budgetPercent: 80,
} as const;
