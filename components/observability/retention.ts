/**
 * The retention times of a year or more that CloudWatch Logs has, in days (CloudWatch Logs API, PutRetentionPolicy).
 * Shorter ones are left out: security logs of less than a year answer too few questions after a breach.
 */
export const LOG_RETENTION_DAYS: readonly number[] = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
