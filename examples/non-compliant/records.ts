import * as aws from "@pulumi/aws";
import { intakeKey, messageKey } from "./keys";
import { internal, named, phi } from "./site";

/** The patients' records, as FHIR resources. */
export const records = new aws.cloudcontrol.Resource("records", {
  typeName: "AWS::HealthLake::FHIRDatastore",
  desiredState: JSON.stringify({
    DatastoreName: named("records"),
    DatastoreTypeVersion: "R4",
    SseConfiguration: { KmsEncryptionConfig: { CmkType: "AWS_OWNED_KMS_KEY" } },
    Tags: Object.entries(phi).map(([Key, Value]) => ({ Key, Value })),
  }),
});

/** Scans that wait to be read. */
export const waiting = new aws.sqs.Queue("waiting", {
  name: named("waiting"),
  kmsMasterKeyId: messageKey.arn,
  messageRetentionSeconds: 1209600,
  tags: phi,
});

/** Tells the front desk when a form can't be read. */
export const frontDesk = new aws.sns.Topic("front-desk", {
  name: named("front-desk"),
  kmsMasterKeyId: messageKey.arn,
  tags: phi,
});

export const workerLog = new aws.cloudwatch.LogGroup("worker-log", {
  name: named("worker-log"),
  retentionInDays: 731,
  tags: phi,
});

export const apiLog = new aws.cloudwatch.LogGroup("api-log", {
  name: named("api-log"),
  kmsKeyId: intakeKey.arn,
  // Nobody looks further back.
  retentionInDays: 30,
  tags: { ...internal },
});
