import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { accountId, copies, internal, named } from "./site";
import { exportsBucket, referrals, scans, vault } from "./storage";

/** Macie, which the account's owners switched on, looks each week for patient data where none should be. */
function look(name: string, buckets: readonly aws.s3.Bucket[], options?: pulumi.CustomResourceOptions): void {
  const identifiers = {
    "medical-record-number": "MRN-\\d{8}",
    "member-id": "[A-Z]{3}\\d{9}",
  };
  new aws.macie2.ClassificationJob(
    name,
    {
      name: named(name),
      jobType: "SCHEDULED",
      scheduleFrequency: { weeklySchedule: "MONDAY" },
      s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: buckets.map((bucket) => bucket.bucket) }] },
      customDataIdentifierIds: Object.entries(identifiers).map(
        ([kind, regex]) =>
          new aws.macie.CustomDataIdentifier(
            `${name}-${kind}`,
            { name: named(`${name}-${kind}`), regex, tags: internal },
            options,
          ).id,
      ),
      tags: internal,
    },
    options,
  );
}

look("files", [scans, referrals, exportsBucket]);
look("copies", [vault], { provider: copies });
