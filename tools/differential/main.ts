/** Puts the same questions to phiguard's evaluator of policy documents and to others': `npm run differential [-- --documents <n>] [--seed <n>]`. */
import * as path from "node:path";
import { placesOf } from "../setup/places";
import { SetupError } from "../setup/errors";
import { compare, type Round, type Tally } from "./compare";
import { statementsOf, type Document, type Statement } from "./documents";
import { identityPolicies, resourcePolicies, sampleOf, transportPolicies } from "./generate";
import { ask, peersIn, type Peer } from "./peers";
import { ACTION_PATTERNS, EVERYONE, OUTSIDERS, REQUESTS, RESOURCE_PATTERNS, TRANSPORT, UNKNOWNS } from "./questions";
import { print } from "./print";
import { SHAPES } from "./shapes";

const ROOT = path.resolve(__dirname, "..", "..");
const DEFAULTS = { documents: 1000, seed: 20260101 };

async function main(args: readonly string[]): Promise<number> {
  const { documents, seed } = readArguments(args);
  const places = placesOf(ROOT);
  const peers = peersIn(path.join(path.dirname(places.engineCache), "differential"));
  const rounds = roundsOf(documents, seed, await managedPolicies(peers));
  const tallies: Tally[] = [];
  const started = Date.now();
  await Promise.all(
    peers.map(async (peer) => {
      for (const round of rounds) tallies.push(...(await compare(peer, round)));
    }),
  );
  print({ documents, seed, peers, rounds, tallies, durationMs: Date.now() - started });
  return tallies.some(({ unexplained, failed }) => unexplained.length > 0 || failed.size > 0) ? 1 : 0;
}

function readArguments(args: readonly string[]): typeof DEFAULTS {
  const settings = { ...DEFAULTS };
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]?.replace(/^--/, "") as keyof typeof DEFAULTS;
    const value = Number(args[at + 1]);
    if (!(name in DEFAULTS) || !Number.isInteger(value) || value < 1)
      throw new SetupError("Say: npm run differential [-- --documents <how many of a kind>] [--seed <number>].");
    settings[name] = value;
  }
  return settings;
}

function roundsOf(count: number, seed: number, managed: readonly Document[]): Round[] {
  const identity = sampleOf(identityPolicies, seed + 1, count);
  const allows = identity.flatMap(statementsOf).filter(({ Effect }) => Effect === "Allow");
  const single = (make: (statement: Statement) => Statement): Document[] =>
    allows.map((statement) => ({ Version: "2012-10-17", Statement: make(statement) }));
  const onEverything = single(({ Resource: _, NotResource: __, ...rest }) => ({ ...rest, Resource: "*" }));
  const ofEverything = single(({ Action: _, NotAction: __, ...rest }) => ({ ...rest, Action: "*" }));
  const resource = sampleOf(resourcePolicies, seed, count);
  const transport = sampleOf(transportPolicies, seed + 2, count);
  return [
    { questions: [OUTSIDERS, UNKNOWNS], of: "generated", documents: resource },
    { questions: [OUTSIDERS, UNKNOWNS], of: "in AWS's forms", documents: SHAPES },
    { questions: [EVERYONE], of: "generated and in AWS's forms", documents: [...resource, ...SHAPES] },
    { questions: [TRANSPORT], of: "generated and in AWS's forms", documents: [...transport, ...SHAPES] },
    { questions: [REQUESTS], of: "generated", documents: identity },
    { questions: [REQUESTS], of: "AWS's managed policies", documents: managed },
    { questions: [ACTION_PATTERNS], of: "generated", documents: onEverything },
    { questions: [RESOURCE_PATTERNS], of: "generated", documents: ofEverything },
  ];
}

/** Real documents, as one of the evaluators ships them; without their conditions, which only a request could meet. */
async function managedPolicies(peers: readonly Peer[]): Promise<Document[]> {
  const keeper = peers.find(({ kinds }) => kinds.includes("managed"));
  const [answer] = keeper === undefined ? [] : await ask(keeper, [{ kind: "managed" }]);
  if (answer?.documents === undefined) throw new Error(`AWS's managed policies can't be read: ${answer?.error}`);
  return answer.documents
    .filter((_, position) => position % 10 === 0)
    .map((document) => ({
      ...document,
      Statement: statementsOf(document).map(({ Condition: _, ...rest }) => rest),
    }));
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  },
);
