import type { Answer } from "../../policies/answer";
import { globCovers } from "../../policies/glob";
import { UNKNOWN } from "../../policies/value";
import { insiders, outsiders, plain } from "./callers";
import { actionsOf, resourcesOf, statementsOf, type Document } from "./documents";
import { ACTIONS, RESOURCES } from "./generate";
import * as ours from "./ours";
import type { PeerAnswer, PeerQuestion } from "./peers";

/** One answer of ours beside one of theirs, in the same sense. */
export interface Cell {
  /** What was asked, where the question has parts. */
  readonly part: string;
  readonly ours: Answer;
  readonly theirs: boolean;
}

export interface Question {
  readonly name: string;
  /** In words, for the report; `true` is the answer that the cells give. */
  readonly asks: string;
  put(document: Document): PeerQuestion;
  compare(document: Document, answer: PeerAnswer): Cell[];
}

/** The actions and resources that requests are made of: the usual ones, and what else the document speaks of. */
export function requestsOf(document: Document): { actions: readonly string[]; resources: readonly string[] } {
  const statements = statementsOf(document);
  return {
    actions: withNamed(ACTIONS, statements.flatMap(actionsOf)),
    resources: withNamed(RESOURCES, statements.flatMap(resourcesOf)),
  };
}

const MOST_NAMED = 8;

/** One text for each pattern; documents of hundreds of patterns are asked about some of them, spread evenly. */
function withNamed(usual: readonly string[], patterns: readonly string[]): string[] {
  const named = [...new Set(patterns)]
    // A whole ARN, without variables: what stands in a request.
    .filter((pattern) => pattern !== "*" && !pattern.includes("${"))
    .filter((pattern) => !pattern.startsWith("arn:") || pattern.split(":").length > 5)
    .filter((pattern) => !usual.some((text) => globCovers(pattern.toLowerCase(), text.toLowerCase())))
    .map((pattern) => pattern.replace(/\*/g, "Xx").replace(/\?/g, "x"));
  const step = Math.max(1, Math.ceil(named.length / MOST_NAMED));
  return [...usual, ...named.filter((_, position) => position % step === 0)];
}

export function getsIn(document: Document, callers = outsiders(document)): PeerQuestion {
  return { kind: "witness", document, callers, ...requestsOf(document), wanted: "A" };
}

export const OUTSIDERS: Question = {
  name: "outsiders",
  asks: "Is everyone kept out whom the account and its settings do not name?",
  put: (document) => getsIn(document),
  compare: (document, { witness }) => [
    { part: "", ours: ours.keepsOutsidersOut(document), theirs: witness === null },
    // As a program that stringifies its documents hands it on.
    { part: "as text", ours: ours.keepsOutsidersOut(JSON.stringify(document)), theirs: witness === null },
  ],
};

export const EVERYONE: Question = {
  name: "everyone",
  asks: "Does no statement let everyone in?",
  put: (document) => ({ kind: "open", document }),
  compare: (document, { open }) => [{ part: "", ours: ours.hasNoOpenStatement(document), theirs: open === false }],
};

/** Each part of the document made unknown in turn: what is certain all the same must be true of the document as it was. */
export const UNKNOWNS: Question = {
  name: "unknowns",
  asks: "Is everyone kept out, where that is certain with one part of the document unknown?",
  put: (document) => getsIn(document),
  compare: (document, { witness }) =>
    partsOf(document)
      .map((path) => ({ path, answer: ours.keepsOutsidersOut(masked(document, path)) }))
      .filter(({ answer }) => answer.truth === true)
      .map(({ path, answer }) => ({ part: path.join("."), ours: answer, theirs: witness === null })),
};

const HELD = ["arn:aws:s3:::a", "arn:aws:s3:::a/x"];

export const TRANSPORT: Question = {
  name: "transport",
  asks: "Is every S3 request without TLS onto a bucket and its objects denied?",
  put: (document) => ({
    kind: "witness",
    document,
    callers: plain([...outsiders(document), ...insiders(document)]),
    actions: ACTIONS.filter((action) => action.startsWith("s3:")),
    resources: HELD,
    wanted: "AN",
  }),
  compare: (document, { witness }) => [
    { part: "", ours: ours.refusesPlainTransport(document, HELD), theirs: witness === null },
  ],
};

export const REQUESTS: Question = {
  name: "requests",
  asks: "Does the document let its holder do this action on this resource?",
  put: (document) => ({ kind: "table", document, ...requestsOf(document) }),
  compare: (document, { table = [] }) => {
    const { actions, resources } = requestsOf(document);
    return actions.flatMap((action, row) =>
      resources.map((resource, column) => ({
        part: `${action} on ${resource}`,
        ours: ours.permits(document, action, resource),
        theirs: table[row * resources.length + column] === "A",
      })),
    );
  },
};

const PATTERNS = ["*", "s3:*", "s3:Get*"];

/** Of documents of one Allow on every resource. */
export const ACTION_PATTERNS: Question = {
  name: "actions",
  asks: "Does the Allow grant all, or some, of the actions that a pattern stands for?",
  put: (document) => ({ kind: "table", document, actions: ACTIONS, resources: [RESOURCES[0] as string] }),
  compare: (document, { table = [] }) =>
    PATTERNS.flatMap((pattern) => {
      const letters = table.filter((_, row) =>
        globCovers(pattern.toLowerCase(), (ACTIONS[row] as string).toLowerCase()),
      );
      return [
        { part: `all of ${pattern}`, ours: ours.coversAll(document, pattern), theirs: letters.every((l) => l === "A") },
        { part: `some of ${pattern}`, ours: ours.reachesSome(document, pattern), theirs: letters.includes("A") },
      ];
    }),
};

/** Of documents of one Allow of every action. */
export const RESOURCE_PATTERNS: Question = {
  name: "resources",
  asks: "Does the Allow leave no resource out?",
  put: (document) => ({ kind: "table", document, actions: [ACTIONS[0] as string], resources: RESOURCES }),
  compare: (document, { table = [] }) => [
    { part: "", ours: ours.standsForEverything(document), theirs: table.every((letter) => letter === "A") },
  ],
};

type Path = readonly (string | number)[];

/** Paths to everything in the statements that a program may compute: elements and what is in them. */
export function partsOf(value: unknown, path: Path = []): Path[] {
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          partsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return path.length === 0 ? inside.filter(([top]) => top === "Statement") : [path, ...inside];
}

function masked(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item, position) => (position === key ? masked(item, rest) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: masked(object[key], rest) };
}
