import { bucketArn, bucketName, iamArn, nameFor } from "../names";
import type { Place } from "../site";

/** An organisation that shares the workload with others. */
export interface Tenant {
  /** First part of its objects' names and part of its roles' names: [a-z][a-z0-9-]{1,15}. */
  readonly id: string;
  /** Account of the organisation, twelve digits; the stack's own where it is left out. */
  readonly accountId?: string;
  /** Names of the roles in that account that may act for it. */
  readonly roles: readonly string[];
  /** What a foreign account says when it takes the tenant's role: 16 to 64 letters, digits and hyphens. */
  readonly externalId?: string;
}

/** Buckets of the workload. Tenants share them, each below a prefix of its own. */
export const IMAGE_BUCKETS = ["input", "output", "quarantine"] as const;
export type ImageBucket = (typeof IMAGE_BUCKETS)[number];

export const imageBucketRole = (bucket: ImageBucket): string => `image-${bucket}`;

export function imageBucketName(place: Place, bucket: ImageBucket): string {
  return bucketName(place, imageBucketRole(bucket));
}

export function imageBucketArn(place: Place, bucket: ImageBucket): string {
  return bucketArn(place.region, imageBucketName(place, bucket));
}

/** Role that HealthImaging takes for a tenant's import jobs. */
export const accessRole = (tenant: string): string => `image-access-${tenant}`;

export function accessRoleArn(place: Place, tenant: string): string {
  return iamArn(place, `role/${nameFor(place, "role", accessRole(tenant))}`);
}

/** Role that the organisation itself takes. */
export const tenantRole = (tenant: string): string => `image-tenant-${tenant}`;

/** Last part of the state machine's name and of those of the rules that start it. */
export const INTAKE_ROLE = "image-intake";
export const ruleRole = (tenant: string): string => `${INTAKE_ROLE}-${tenant}`;
export const IMAGE_SETS_RULE = "image-set-events";
export const IMAGE_DEAD_LETTER_ROLE = "image-intake-events-dlq";
