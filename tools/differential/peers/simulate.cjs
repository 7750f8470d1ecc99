// Puts questions to @cloud-copilot/iam-simulate: `simulate.cjs <folder of its installation>`, a JSON question a line in, an answer a
// line out. Each is described in ../peers.ts. A process of its own: that library is AGPL and no part of this project.
const { createRequire } = require("node:module");
const path = require("node:path");
const readline = require("node:readline");

const folder = process.argv[2];
const load = createRequire(path.join(folder, "package.json"));
const engine = path.join(path.dirname(load.resolve("@cloud-copilot/iam-simulate")));
const { loadPolicy } = createRequire(path.join(engine, "index.js"))("@cloud-copilot/iam-policy");
// Its `runSimulation` refuses actions, resources and keys that don't go together; the questions cross all of them.
const { authorize } = load(path.join(engine, "core_engine", "CoreSimulatorEngine.js"));
const { AwsRequestImpl } = load(path.join(engine, "request", "request.js"));
const { RequestContextImpl } = load(path.join(engine, "requestContext.js"));
const { DiscoveryContextKeyConstraints } = load(path.join(engine, "context_keys", "discoveryContextKeyConstraints.js"));

const OWN = "111122223333";
const LETTERS = { Allowed: "A", ExplicitlyDenied: "D", ImplicitlyDenied: "N" };
const EVERYTHING = loadPolicy(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { name: "everything" },
);
const simulationParameters = {
  simulationMode: "Strict",
  discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
};

function letter(principal, context, action, resource, policies) {
  const request = new AwsRequestImpl(
    principal ?? { type: "Anonymous" },
    { resource, accountId: OWN },
    action,
    new RequestContextImpl(context),
  );
  const { result } = authorize({
    request,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    simulationParameters,
    serviceSettings: {},
    ...policies,
  });
  return LETTERS[result];
}

const answers = {
  /** The document alone decides: other accounts let their callers do everything, the own account leaves it to the document. */
  witness({ document, callers, actions, resources, wanted }) {
    const resourcePolicy = loadPolicy(document, { name: "document" });
    for (const [position, { principal, context }] of callers.entries()) {
      const policies = { identityPolicies: principal?.includes(`::${OWN}:`) ? [] : [EVERYTHING], resourcePolicy };
      for (const action of actions)
        for (const resource of resources)
          if (wanted.includes(letter(principal, context, action, resource, policies)))
            return { witness: [position, action, resource] };
    }
    return { witness: null };
  },
  table({ document, actions, resources }) {
    const policies = { identityPolicies: [loadPolicy(document, { name: "document" })] };
    const principal = `arn:aws:iam::${OWN}:role/reader`;
    return {
      table: actions.flatMap((action) =>
        resources.map((resource) => letter(principal, {}, action, resource, policies)),
      ),
    };
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const question = JSON.parse(line);
  let answer;
  try {
    answer = answers[question.kind](question);
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
