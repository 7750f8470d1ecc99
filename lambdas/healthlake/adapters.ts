import { HealthLakeClient } from "@aws-sdk/client-healthlake";

/** HealthLake takes one start of a job a minute; what it still refuses after these tries is for the caller to put off. */
export function healthLakeClient(): HealthLakeClient {
  return new HealthLakeClient({ maxAttempts: 3 });
}
