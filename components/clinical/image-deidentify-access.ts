import type { Statement } from "../access/policy-document";
import { auditStatement } from "../compute/audit-task";
import { hashStatement } from "../keys/hash-key";
import type { Place } from "../site";
import { below, PREFIX } from "./image-access";
import { imageBucketArn, type Tenant } from "./image-names";

/** Last part of the name of the rule. */
export const DEIDENTIFY_RULE = "image-deidentify-requests";

/** Last part of the alias of the key with which UIDs, pseudonyms and moves of dates are made. */
export const UID_KEY_ROLE = "image-uids";

function allow(Sid: string, Action: string, Resource: string | string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}

/** De-identification: reads requests and checked files, writes what comes of them, each below its organisation's prefixes. */
export function deidentifyStatements(place: Place, workload: string, tenants: readonly Tenant[]): Statement[] {
  const [input, output] = [imageBucketArn(place, "input"), imageBucketArn(place, "output")];
  return [
    allow("ReadRequests", "s3:GetObjectVersion", below(input, tenants, PREFIX.requests)),
    allow("ReadImages", "s3:GetObject", [
      ...below(input, tenants, PREFIX.accepted),
      // Of what it wrote whether it is there.
      ...below(output, tenants, PREFIX.deidentified),
    ]),
    // Without the right to list, S3 answers "access denied" for what is not there.
    allow("TellMissing", "s3:ListBucket", [input, output]),
    allow("WriteResults", "s3:PutObject", [
      ...below(output, tenants, PREFIX.deidentified),
      ...below(imageBucketArn(place, "quarantine"), tenants, PREFIX.refused),
    ]),
    hashStatement(place, UID_KEY_ROLE),
    auditStatement(place, workload),
  ];
}

/** The most that it does beside what the workload's other roles may. */
export const deidentifyBoundary = (place: Place, workload: string): Statement[] => [
  allow("RequestVersions", "s3:GetObjectVersion", `${imageBucketArn(place, "input")}/*`),
  hashStatement(place, UID_KEY_ROLE),
  auditStatement(place, workload),
];
