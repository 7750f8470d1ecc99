import * as aws from "@pulumi/aws";
import { houseKey, messageKey } from "./keys";
import { accountId, document, internal, named, phi, region } from "./site";

/** The patients' records, as FHIR resources. */
export const records = new aws.cloudcontrol.Resource(
  "records",
  {
    typeName: "AWS::HealthLake::FHIRDatastore",
    desiredState: JSON.stringify({
      DatastoreName: named("records"),
      DatastoreTypeVersion: "R4",
      SseConfiguration: { KmsEncryptionConfig: { CmkType: "AWS_OWNED_KMS_KEY" } },
      Tags: Object.entries(phi).map(([Key, Value]) => ({ Key, Value })),
    }),
  },
  { protect: true },
);

const refused = new aws.sqs.Queue("refused", {
  name: named("refused"),
  kmsMasterKeyId: messageKey.arn,
  messageRetentionSeconds: 1209600,
  tags: phi,
});

/** Scans that wait to be read. */
export const waiting = new aws.sqs.Queue("waiting", {
  name: named("waiting"),
  kmsMasterKeyId: messageKey.arn,
  messageRetentionSeconds: 1209600,
  redrivePolicy: refused.arn.apply((deadLetterTargetArn) =>
    JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
  ),
  tags: phi,
});

for (const [name, queue] of Object.entries({ waiting, refused })) {
  const arn = `arn:aws:sqs:${region}:${accountId}:${named(name)}`;
  new aws.sqs.QueuePolicy(name, {
    queueUrl: queue.url,
    policy: document({
      Sid: "RefusePlainHttp",
      Effect: "Deny",
      Action: "sqs:*",
      Principal: "*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  });
}

const DataIdentifier = ["Ssn-US", "EmailAddress", "PhoneNumber-US", "Name", "Address"].map(
  (id) => `arn:aws:dataprotection::aws:data-identifier/${id}`,
);

/** Tells the front desk when a form can't be read. */
export const frontDesk = new aws.sns.Topic("front-desk", {
  name: named("front-desk"),
  kmsMasterKeyId: messageKey.arn,
  tags: phi,
});
new aws.sns.DataProtectionPolicy("front-desk", {
  arn: frontDesk.arn,
  policy: JSON.stringify({
    Name: "front-desk",
    Version: "2021-06-01",
    Statement: ["Inbound", "Outbound"].map((DataDirection) => ({
      Sid: DataDirection,
      DataDirection,
      Principal: ["*"],
      DataIdentifier,
      Operation: { Deny: {} },
    })),
  }),
});

/** Hides what identifies a patient, wherever it turns up in a log. */
export function masking(name: string): string {
  return JSON.stringify({
    Name: name,
    Version: "2021-06-01",
    Statement: [
      { Sid: "audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}

export const workerLog = new aws.cloudwatch.LogGroup(
  "worker-log",
  { name: named("worker-log"), retentionInDays: 731, tags: phi },
  { protect: true },
);
new aws.cloudwatch.LogDataProtectionPolicy("worker-log", {
  logGroupName: workerLog.name,
  policyDocument: masking("worker-log"),
});

export const apiLog = new aws.cloudwatch.LogGroup("api-log", {
  name: named("api-log"),
  kmsKeyId: houseKey.arn,
  // Nobody looks further back.
  retentionInDays: 30,
  tags: { ...internal },
});
