import type * as pulumi from "@pulumi/pulumi";
import { contract, ENTITIES, ENTITY_FILES } from "../../lambdas/note-entities/contract";
import { PHI_WORKLOAD } from "../../lambdas/phi/contract";
import type { Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import { auditStatement } from "../compute/audit-task";
import { functionRole } from "../compute/function-role";
import { arnOf, bucketArn, nameFor } from "../names";
import type { Place, Site } from "../site";
import { tagsFor } from "../tags";
import { phiBucketArn } from "./phi-names";

/** Last part of the name of the rule. */
export const NOTES_RULE = "phi-note-entities";

/** Last part of the alias of the key of the workload that holds the records. */
const RECORDS_KEY_ROLE = "phi";

const OUT = ["released", "masked"] as const;

/** Comprehend Medical takes no resource; the workload's roles alone may send it text. */
const readText = (site: Pick<Site, "tagKeys">): Statement => ({
  Sid: "ReadText",
  Effect: "Allow",
  Action: ["comprehendmedical:DetectEntitiesV2", "comprehendmedical:InferICD10CM", "comprehendmedical:InferRxNorm"],
  Resource: "*",
  Condition: { StringEquals: { [`aws:PrincipalTag/${site.tagKeys.workload}`]: PHI_WORKLOAD } },
});

const notes = (place: Place): Statement => ({
  Sid: "ReadNotes",
  Effect: "Allow",
  Action: "s3:GetObjectVersion",
  Resource: OUT.map((bucket) => `${phiBucketArn(place, bucket)}/*/${ENTITIES.recipient}/*`),
});

/** Reads notes that were let out for it, and writes to the FHIR store's input, under that workload's key. */
export function entityStatements(place: Place, site: Pick<Site, "tagKeys">, inputBucket: string): Statement[] {
  const input = bucketArn(place.region, inputBucket);
  return [
    notes(place),
    readText(site),
    { Sid: "FindReceipts", Effect: "Allow", Action: "s3:GetObject", Resource: `${input}/${ENTITY_FILES.receipts}*` },
    // Without the right to list, S3 answers "access denied" for what is not there.
    {
      Sid: "TellMissing",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: [input, ...OUT.map((one) => phiBucketArn(place, one))],
    },
    {
      Sid: "WriteRecords",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: Object.values(ENTITY_FILES).map((prefix) => `${input}/${prefix}*`),
    },
    {
      Sid: "EncryptRecords",
      Effect: "Allow",
      Action: "kms:GenerateDataKey",
      Resource: arnOf(place, "kms", "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${nameFor(place, "alias", RECORDS_KEY_ROLE)}` },
        StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` },
      },
    },
    auditStatement(place, PHI_WORKLOAD),
  ];
}

/** The most that it does beside what the workload's other roles may. */
export const entityBoundary = (place: Place, site: Pick<Site, "tagKeys">): Statement[] => [
  notes(place),
  readText(site),
];

export interface EntitiesRoleArgs {
  readonly site: Site;
  readonly workload: string;
  /** Full name of the bucket at a place. */
  readonly inputBucket: (place: Place) => string;
}

/** Made before the workload's key, whose policy names it. */
export function entitiesRole(name: string, args: EntitiesRoleArgs, opts: pulumi.ComponentResourceOptions): ServiceRole {
  const { site, workload } = args;
  return functionRole(
    `${name}-${contract.name}`,
    {
      site,
      tags: tagsFor(site, { workload, classification: "internal" }),
      contract,
      statements: (place) => entityStatements(place, site, args.inputBucket(place)),
      inNetwork: true,
    },
    opts,
  );
}
