import { MemoryConsents, MemoryDisclosures } from "../consent/testing/memory-store";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { LONGEST_BODY } from "./core";
import { createHandler } from "./handler";

const grant = (requestId: string, more: object = {}): object => ({
  kind: "grant",
  requestId,
  basis: "authorization",
  purposes: ["HRESCH"],
  recipients: ["north.lab"],
  classes: ["general"],
  ...more,
});
const post = (patient: string, body: unknown, scopes = "user/Consent.write"): object => ({
  httpMethod: "POST",
  resource: "/consents/{patient}",
  pathParameters: { patient },
  body: typeof body === "string" ? body : JSON.stringify(body),
  requestContext: { requestId: "r-1", authorizer: { principalId: "0a".repeat(32), scopes } },
});
const hashOf = (text: string): string => Buffer.from(text).toString("hex").padEnd(64, "0").slice(0, 64);

triedTable("consent-service", {
  world: ({ through, now, log }) => {
    const [consents, disclosures, audit] = [new MemoryConsents(), new MemoryDisclosures(), auditInMemory()];
    const ports = through({ consents, disclosures, hashes: { hash: async (text: string) => hashOf(text) }, audit });
    const handler = createHandler({ ...ports, clock: { now }, log });
    // Of changes that were made the audit knows each call; what was refused is held by what was asked alone.
    const told = (): Set<string> =>
      new Set(
        [...audit.told()]
          .filter(({ outcome }) => outcome === "success")
          .map(({ action, subject }) => `${action} ${subject}`),
      );
    return { handler, kept: () => ({ consents: consents.all, told: told() }) };
  },
  events: [post("p1", grant("grant-0001")), post("p2", grant("grant-0002"))],
  malformed: {
    "no JSON": { event: post("p3", `{${CANARY}`), ends: "refused", answers: { statusCode: 400 } },
    "another purpose": { event: post("p3", grant("grant-0003", { purposes: [CANARY] })), ends: "refused" },
    "a scope that does not cover it": { event: post("p3", grant("grant-0003"), "user/Consent.read"), ends: "refused" },
    "no request": { event: { body: CANARY }, ends: "refused" },
  },
  oversized: {
    "a long body": { event: post("p3", "x".repeat(LONGEST_BODY + 1)), ends: "refused", answers: { statusCode: 400 } },
  },
});
