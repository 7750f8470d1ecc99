import type * as pulumi from "@pulumi/pulumi";
import { contract as feedback } from "../lambdas/access-feedback/contract";
import { contract as score } from "../lambdas/access-score/contract";
import { contract as consents } from "../lambdas/consent-service/contract";
import { contract as authorizer } from "../lambdas/fhir-authorizer/contract";
import { contract as read } from "../lambdas/fhir-read/contract";
import { contract as claims } from "../lambdas/token-claims/contract";
import type { ServiceRole } from "../components/access/service-role";
import { keyRotationRole } from "../components/api/system-keys";
import { deadEvents, queueReads } from "../components/compute/event-queue";
import { anomalyKeyUse, anomalyRole, type AnomalyModel } from "../components/detection/anomaly-endpoint";
import { functionRole, functionUses } from "../components/compute/function-role";
import {
  ACCESS_QUEUE_ROLE,
  authorizerStatements,
  consentStatements,
  feedbackStatements,
  fhirReadStatements,
  FHIR_WORKLOAD,
  HASH_KEY_ROLE,
  scoreStatements,
  SYSTEM_SECRET_ROLE,
  UNUSUAL_ROLE,
} from "../components/fhir/fhir-access";
import { CustomerKey } from "../components/keys/customer-key";
import { HashKey } from "../components/keys/hash-key";
import type { KeyUse } from "../components/keys/key-policy";
import { nameFor } from "../components/names";
import type { Site } from "../components/site";
import type { Tags } from "../components/tags";

export interface FhirApiAccess {
  readonly roles: Readonly<Record<"read" | "consents" | "authorizer" | "score" | "feedback" | "rotation", ServiceRole>>;
  /** Of the function that writes claims into the user pool's tokens, where there is one. */
  readonly claimsRole: ServiceRole | undefined;
  /** Of the model's endpoint, where there is one. */
  readonly modelRole: ServiceRole | undefined;
  readonly key: CustomerKey;
  readonly hashKey: HashKey;
}

export interface FhirApiAccessArgs {
  readonly site: Site;
  readonly internalTags: Tags;
  readonly phiTags: Tags;
  /** Whether users are in a pool of the stack's own. */
  readonly hasPool: boolean;
  readonly model: AnomalyModel | undefined;
}

/** The roles of the functions, and the two keys, whose policies name them. */
export function fhirApiAccess(
  { site, internalTags, phiTags, hasPool, model }: FhirApiAccessArgs,
  opts: pulumi.ComponentResourceOptions,
): FhirApiAccess {
  const name = FHIR_WORKLOAD;
  const of = { site, tags: internalTags };
  const roles = {
    read: functionRole(
      `${name}-read`,
      { ...of, contract: read, statements: (place) => fhirReadStatements(place, site), inNetwork: true },
      opts,
    ),
    consents: functionRole(
      `${name}-consents`,
      { ...of, contract: consents, statements: consentStatements, inNetwork: true },
      opts,
    ),
    authorizer: functionRole(
      `${name}-authorizer`,
      { ...of, contract: authorizer, statements: authorizerStatements, inNetwork: false },
      opts,
    ),
    score: functionRole(
      `${name}-score`,
      {
        ...of,
        contract: score,
        statements: (place) => [...scoreStatements(place), queueReads(place, ACCESS_QUEUE_ROLE)],
        inNetwork: true,
      },
      opts,
    ),
    feedback: functionRole(
      `${name}-feedback`,
      { ...of, contract: feedback, statements: feedbackStatements, inNetwork: true },
      opts,
    ),
    rotation: keyRotationRole(`${name}-rotation`, { ...of, role: SYSTEM_SECRET_ROLE, workload: FHIR_WORKLOAD }, opts),
  };
  // The function reads the event that it is asked with, and nothing else.
  const claimsRole = hasPool
    ? functionRole(`${name}-claims`, { ...of, contract: claims, statements: () => [], inNetwork: false }, opts)
    : undefined;
  const modelRole = model && anomalyRole(`${name}-model`, { ...of, model }, opts);
  const sends = (sid: string, role: string): KeyUse => ({
    kind: "send",
    sid,
    service: "events.amazonaws.com",
    queueName: nameFor(site, "queue", role),
  });
  const key = new CustomerKey(
    `${name}-key`,
    {
      site,
      tags: phiTags,
      role: FHIR_WORKLOAD,
      description: "Secrets of systems, tables of accesses, and what the functions of the FHIR API keep",
      uses: [
        { kind: "logs" },
        { kind: "tables" },
        sends("AccessesAreSent", ACCESS_QUEUE_ROLE),
        sends("AccessesArePutAside", deadEvents(ACCESS_QUEUE_ROLE)),
        sends("UnusualAccessesArePutAside", UNUSUAL_ROLE),
        functionUses(roles.read, "ReaderRuns"),
        functionUses(roles.consents, "ConsentsRun"),
        functionUses(roles.authorizer, "AuthorizerRuns"),
        functionUses(roles.score, "ScorerRuns"),
        functionUses(roles.feedback, "FeedbackRuns"),
        functionUses(roles.rotation, "RotationRuns", ["secretsmanager"]),
        ...(claimsRole === undefined ? [] : [functionUses(claimsRole, "ClaimsRun")]),
        ...(modelRole === undefined ? [] : [anomalyKeyUse(modelRole)]),
      ],
    },
    opts,
  );
  const hashKey = new HashKey(
    `${name}-hash`,
    {
      site,
      tags: phiTags,
      role: HASH_KEY_ROLE,
      description: "Hashes of callers and patients in the audit",
      roles: [roles.read, roles.consents, roles.authorizer],
    },
    opts,
  );
  return { roles, claimsRole, modelRole, key, hashKey };
}

/** The second region's key, for copies of tables and of systems' secrets, which the rotation writes. */
export function fhirApiCopyKey(
  { site, tags, rotation }: { readonly site: Site; readonly tags: Tags; readonly rotation: ServiceRole },
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  return new CustomerKey(
    `${FHIR_WORKLOAD}-copy-key`,
    {
      site,
      tags,
      role: FHIR_WORKLOAD,
      description: "Copies of tables and secrets of systems",
      uses: [
        { kind: "tables" },
        rotation.namedArn.apply((roleArn): KeyUse => {
          return {
            kind: "role",
            sid: "RotationWritesCopies",
            roleArn,
            actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
            services: ["secretsmanager"],
          };
        }),
      ],
    },
    opts,
  );
}
