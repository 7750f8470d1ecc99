import { INTAKE, KEPT } from "../../lambdas/fhir-convert/contract";
import { FHIR_UPLOADS } from "../../lambdas/fhir-import/contract";
import type { Statement } from "../access/policy-document";
import { auditStatement } from "../compute/audit-task";
import { hashStatement } from "../keys/hash-key";
import { arnOf, bucketArn, nameFor } from "../names";
import type { Place } from "../site";
import { LINEAGE, UPLOAD_QUEUE_ROLE, type FhirPlace } from "./fhir-access";

/** Last part of the names of the rule and of its queue. */
export const INTAKE_RULE = "fhir-intake";
export const INTAKE_QUEUE_ROLE = `${INTAKE_RULE}.fifo`;

/** Last part of the alias of the key with which ids of resources are made. */
export const ID_KEY_ROLE = "fhir-ids";

function allow(Sid: string, Action: string | string[], Resource: string | string[]): Statement {
  return { Sid, Effect: "Allow", Action, Resource };
}

/** The converter: reads what was dropped, keeps what was said, and hands files to the import. */
export function convertStatements(place: FhirPlace): Statement[] {
  const input = bucketArn(place.region, place.input);
  const below = (prefixes: readonly string[]): string[] => prefixes.map((prefix) => `${input}/${prefix}*`);
  return [
    allow("ReadDropped", "s3:GetObjectVersion", below(Object.values(INTAKE))),
    allow("ReadKept", "s3:GetObject", below([KEPT.told, KEPT.receipts])),
    // Without the right to list, S3 answers "access denied" for what is not there.
    allow("TellMissing", "s3:ListBucket", input),
    allow("WriteRecords", "s3:PutObject", [
      ...below([...Object.values(KEPT), FHIR_UPLOADS.converted]),
      `${bucketArn(place.region, place.output)}/${LINEAGE}convert/*`,
    ]),
    allow(
      "TakeDropped",
      ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      arnOf(place, "sqs", nameFor(place, "queue", INTAKE_QUEUE_ROLE)),
    ),
    allow("HandToImport", "sqs:SendMessage", arnOf(place, "sqs", nameFor(place, "queue", UPLOAD_QUEUE_ROLE))),
    hashStatement(place, ID_KEY_ROLE),
    auditStatement(place, place.workload),
  ];
}

/** The most that it does beside what the workload's other roles may. */
export function intakeBoundary(place: Place, workload: string): Statement[] {
  return [auditStatement(place, workload), hashStatement(place, ID_KEY_ROLE)];
}
