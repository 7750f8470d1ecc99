import { all, any, not, yes, type Answer } from "../../policies/answer";
import { globCovers } from "../../policies/glob";
import {
  allows,
  coversAction,
  denies,
  deniesPlainTransport,
  everyResource,
  noOpenStatement,
  reaches,
  someResource,
  someStatement,
  type Statement,
} from "../../policies/policy-document";
import { text } from "../../policies/policy-condition";
import { some } from "../../policies/predicates";
import { ReadLog, readResource, type Reading } from "../../policies/reading";
import type { Resource } from "../../policies/resource";
import { DEFAULT_SETTINGS } from "../../policies/settings";
import { noForeignPrincipal } from "../../policies/trusted-accounts";
import type { PropertyValue } from "../../policies/value";
import { OWN } from "./callers";

// What phiguard's evaluator of policy documents says, in the words of the questions.

const TYPE = "aws:s3/bucketPolicy:BucketPolicy";

function subject(document: unknown): Resource {
  const urn = `urn:pulumi:test::clinic::${TYPE}::subject`;
  return { urn, type: TYPE, name: "subject", inputs: { policy: document as PropertyValue } };
}

function read(resource: Resource): Reading<unknown> {
  return readResource<{ readonly policy: unknown }>(resource, new ReadLog()).policy as Reading<unknown>;
}

function ask(document: unknown, question: (r: Reading<unknown>, resource: Resource) => Answer): Answer {
  const resource = subject(document);
  return question(read(resource), resource);
}

/** Nobody gets in whom neither the document's account nor the settings name; the paths of a `false` name the statements. */
export function keepsOutsidersOut(document: unknown): Answer {
  return ask(document, (r, resource) =>
    all(noOpenStatement(r), noForeignPrincipal(r, { ...DEFAULT_SETTINGS, trustedAccounts: [OWN] }, resource)),
  );
}

/** No statement lets everyone in. */
export function hasNoOpenStatement(document: unknown): Answer {
  return ask(document, noOpenStatement);
}

/** Positions of the statements that an answer names. */
export function statementsNamed({ paths }: Answer): number[] {
  return [...new Set(paths.map((path) => Number(/^policy\.Statement\[(\d+)\]/.exec(path)?.[1] ?? 0)))];
}

/** Requests without TLS are refused, for every S3 action on each of the resources. */
export function refusesPlainTransport(document: unknown, resources: readonly string[]): Answer {
  return ask(document, (r) =>
    all(...resources.map((resource) => deniesPlainTransport(r, "s3:*", (statement) => standsFor(statement, resource)))),
  );
}

/** Whether the document, without conditions, lets its holder do this. */
export function permits(document: unknown, action: string, resource: string): Answer {
  return ask(document, (r) => {
    const applies = (statement: Reading<Statement>): Answer =>
      all(reaches(statement, action), standsFor(statement, resource));
    return all(
      someStatement(r, (statement) => all(allows(statement), applies(statement))),
      not(someStatement(r, (statement) => all(denies(statement), applies(statement)))),
    );
  });
}

/** Of a document of one Allow: all that the pattern stands for is allowed by one entry. */
export function coversAll(document: unknown, pattern: string): Answer {
  return ask(document, (r) => someStatement(r, (statement) => coversAction(statement, pattern)));
}

/** Of a document of one Allow: something that the pattern stands for is allowed. */
export function reachesSome(document: unknown, pattern: string): Answer {
  return ask(document, (r) => someStatement(r, (statement) => reaches(statement, pattern)));
}

/** Of a document of one Allow: it leaves no resource out, or all but a few in. */
export function standsForEverything(document: unknown): Answer {
  return ask(document, (r) => someStatement(r, everyResource));
}

function standsFor(statement: Reading<Statement>, resource: string): Answer {
  return any(
    someResource(statement, (pattern) => globCovers(pattern, resource)),
    all(
      some(statement.NotResource, () => yes),
      not(some(statement.NotResource, (item) => text(item as Reading<string>, (value) => globCovers(value, resource)))),
    ),
  );
}
