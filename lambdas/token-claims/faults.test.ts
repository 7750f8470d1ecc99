import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const asked = (attributes: Readonly<Record<string, string>>, version = "2"): object => ({
  version,
  triggerSource: "TokenGeneration_HostedAuth",
  request: { userAttributes: { sub: "11111111-2222-3333-4444-555555555555", ...attributes }, scopes: ["user/*.rs"] },
});
const claims = (added: object, suppressed: readonly string[] = []): object => ({
  response: {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: added, scopesToSuppress: suppressed },
    },
  },
});

triedTable(
  "token-claims",
  {
    world: ({ log }) => ({ handler: createHandler({ log }), kept: () => undefined }),
    answers: true,
    events: [asked({ "custom:patient": "p-1" }), asked({ "custom:role": "nurse" })],
    malformed: {
      "another version of the event": { event: asked({ "custom:role": CANARY }, "1"), ends: "given up" },
      "a role that is no code": {
        event: asked({ "custom:role": `${CANARY} ` }),
        ends: "done",
        answers: claims({}, ["user/*.rs"]),
      },
    },
  },
  {
    throttled: "it calls nobody",
    "cut between two writes": "it writes nothing",
    "dependency down": "it depends on nothing",
    oversized: "Cognito's attributes have 2,048 characters at most",
    "clock skew": "it has no clock",
  },
);
