import { expect } from "chai";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const METHOD = "arn:aws:execute-api:us-east-1:123456789012:a1b2/dev/GET/Patient/p1";
const call = (token: string, methodArn = METHOD): object => ({
  methodArn,
  headers: { authorization: `Bearer ${token}.b.c` },
});

triedTable(
  "fhir-authorizer",
  {
    world: ({ through, now, log }) => {
      const audit = auditInMemory();
      const payload = { iss: "https://issuer", token_use: "access", scope: "openid user/Patient.rs" };
      const ports = through({
        tokens: {
          verify: async (token: string) => (token.startsWith("bad") ? undefined : { ...payload, sub: token }),
        },
        hashes: { hash: async (text: string) => Buffer.from(text).toString("hex").padEnd(64, "0").slice(-64) },
        suspensions: { suspendedUntil: async () => undefined },
        audit,
      });
      const handler = createHandler({
        ...ports,
        clock: { now: () => now().toISOString() },
        log,
        isCognito: true,
        plans: {},
      });
      const told = (): Set<string> => new Set([...audit.told()].map(({ action, reason }) => `${action} ${reason}`));
      return { handler, kept: told };
    },
    answers: true,
    events: [call("one"), call("two"), call("three", METHOD.replace("Patient", "Claim"))],
    malformed: {
      "no call": { event: { methodArn: CANARY }, ends: "given up" },
      "a token that nobody signed": {
        event: call("bad"),
        ends: "given up",
        keeps: (kept) => expect(kept).to.have.length(1),
      },
    },
  },
  { oversized: "API Gateway takes 10,240 bytes of headers at the most" },
);
