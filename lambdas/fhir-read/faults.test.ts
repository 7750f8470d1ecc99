import { createHash } from "node:crypto";
import { MemoryConsents, MemoryDisclosures } from "../consent/testing/memory-store";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const SCOPES = "user/Patient.rs purpose/TREAT";
const read = (id: string, more: object = {}, scopes = SCOPES): object => ({
  resource: "/Patient/{id}",
  path: `/Patient/${id}`,
  pathParameters: { id },
  multiValueQueryStringParameters: null,
  headers: { "X-Purpose-Of-Use": "TREAT" },
  requestContext: {
    requestId: "request-1",
    path: `/dev/Patient/${id}`,
    domainName: "api.example.org",
    authorizer: { principalId: "0a".repeat(32), scopes },
  },
  ...more,
});

triedTable(
  "fhir-read",
  {
    world: ({ through, now, log }) => {
      const [consents, disclosures, audit] = [new MemoryConsents(), new MemoryDisclosures(), auditInMemory()];
      const get = async (path: string): Promise<{ status: number; body: unknown }> => ({
        status: 200,
        body: { resourceType: "Patient", id: path.replace("Patient/", ""), name: [{ family: CANARY }] },
      });
      const hash = async (text: string): Promise<string> => createHash("sha256").update(text).digest("hex");
      const ports = through({ consents, disclosures, store: { get }, hashes: { hash }, audit });
      const rest = { clock: { now: () => now().toISOString() }, log, endpoint: "https://store/r4/", pageSize: 50 };
      // Each call that was answered is one in the audit; what was tried in vain stands beside it.
      const told = (): Set<string> =>
        new Set(
          [...audit.told()]
            .filter(({ outcome }) => outcome === "success")
            .map(({ action, subject }) => `${action} ${subject}`),
        );
      return {
        handler: createHandler({ ...ports, ...rest }),
        kept: () => ({ disclosed: disclosures.all, told: told() }),
      };
    },
    answers: true,
    events: [read("p1"), read("p2")],
    malformed: {
      "no request": { event: { body: CANARY }, ends: "given up" },
      "a scope that does not cover it": { event: read("p3", {}, "user/Observation.rs purpose/TREAT"), ends: "refused" },
    },
  },
  { oversized: "API Gateway takes 10,240 bytes of headers at the most; a long answer comes in pages" },
);
