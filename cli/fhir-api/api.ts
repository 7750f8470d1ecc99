import { createHmac } from "node:crypto";
import type { AuditTrail } from "../../lambdas/audit/ports";
import { createHandler as consentService } from "../../lambdas/consent-service/handler";
import { tokensOf } from "../../lambdas/fhir-authorizer/adapters";
import { createHandler as authorizerOf } from "../../lambdas/fhir-authorizer/handler";
import { createHandler as readerOf } from "../../lambdas/fhir-read/handler";
import type { FhirStore } from "../../lambdas/fhir-read/ports";
import { embeddedConsents } from "./consents";
import { gateway, type Call } from "./gateway";
import type { LocalIssuer } from "./issuer";
import { rateLimit } from "./rate-limit";
import type { EmbeddedStore } from "./store/embedded-store";

export interface LocalApiParts {
  readonly records: EmbeddedStore;
  /** Another store for the records, where it is not the database. */
  readonly store?: FhirStore & { readonly endpoint: string };
  readonly issuer: LocalIssuer;
  /** Key of the hashes by which patients and callers are known, 32 bytes. */
  readonly hashKey: Uint8Array;
  readonly audit: AuditTrail;
  /** Told of what went wrong, by codes alone. */
  readonly onError: (message: string, facts: Readonly<Record<string, string | number>>) => void;
  readonly domainName: string;
  /** Requests of a caller in a second. */
  readonly requestsASecond: number;
  /** Records of a page, in [1, 100]. */
  readonly pageSize: number;
  /** The machine's clock where it is left out. */
  readonly now?: () => Date;
}

export type LocalApi = ReturnType<typeof localApi>;

/** The functions of the FHIR API as they run in the cloud, on a database of one's own. */
export function localApi(parts: LocalApiParts) {
  const { records, issuer, audit, hashKey, now = () => new Date() } = parts;
  const store = parts.store ?? records;
  const hashes = { hash: async (text: string) => createHmac("sha256", hashKey).update(text).digest("hex") };
  const clock = { now: () => now().toISOString() };
  const log = { info: () => undefined, error: parts.onError };
  const { consents, disclosures } = embeddedConsents(records.database);
  const limit = rateLimit(parts.requestsASecond);
  const reader = readerOf({
    store,
    hashes,
    consents,
    disclosures,
    audit,
    clock,
    log,
    endpoint: store.endpoint,
    pageSize: parts.pageSize,
  });
  const answer = gateway({
    authorizer: authorizerOf({
      tokens: tokensOf(issuer.getKey, issuer.url, { kind: "oidc", audience: issuer.audience }, parts.now),
      hashes,
      suspensions: { suspendedUntil: async () => undefined },
      audit,
      clock,
      log,
      isCognito: false,
      plans: {},
    }),
    reader,
    consents: consentService({ consents, disclosures, hashes, audit, clock: { now }, log }),
    limit: (caller) => limit(caller, now()),
    domainName: parts.domainName,
    stage: STAGE,
  });
  return { answer: (call: Call) => answer(call), reader, hashes, consents, disclosures };
}

/** Path of the API, as a stage's. */
export const STAGE = "/r4";
