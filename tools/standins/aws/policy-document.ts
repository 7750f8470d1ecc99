import { type Properties, isRecord } from "../wire";
import { StandInError } from "./refusal";

/**
 * `aws.iam.getPolicyDocument` as the Terraform AWS provider renders it: a list of one becomes the value itself, longer
 * lists of actions, resources and identifiers are sorted downwards, condition values keep their order, `&{...}` becomes
 * `${...}`. Source: documentation of the data source `aws_iam_policy_document`.
 */
interface Statement {
  Sid?: string;
  Effect?: string;
  Action?: unknown;
  NotAction?: unknown;
  Resource?: unknown;
  NotResource?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Condition?: unknown;
}

interface PolicyDocument {
  Version: string;
  Id?: string;
  Statement: Statement[];
}

const NEWEST = "2012-10-17";

/** Result of the function; `args` are plain values. Throws on a document that is no JSON and on a Sid used twice. */
export function getPolicyDocument(args: Properties): Properties {
  const document: PolicyDocument = { Version: "", Statement: [] };
  const sources = [
    ...documents(args["sourceJson"], "sourceJson"),
    ...documents(args["sourcePolicyDocuments"], "sourcePolicyDocuments"),
  ];
  refuseTwins(
    sources.flatMap((source) => source.Statement),
    "sourcePolicyDocuments",
  );
  sources.forEach((source) => merge(document, source));
  merge(document, ownDocument(args));
  documents(args["overridePolicyDocuments"], "overridePolicyDocuments").forEach((override) =>
    merge(document, override),
  );
  documents(args["overrideJson"], "overrideJson").forEach((override) => merge(document, override));
  const ordered = {
    Version: document.Version,
    ...(document.Id !== undefined && { Id: document.Id }),
    ...(document.Statement.length > 0 && { Statement: document.Statement }),
  };
  const minifiedJson = JSON.stringify(ordered);
  return { ...args, id: String(hashCode(minifiedJson)), json: JSON.stringify(ordered, null, 2), minifiedJson };
}

function ownDocument(args: Properties): PolicyDocument {
  const version = typeof args["version"] === "string" && args["version"] !== "" ? args["version"] : NEWEST;
  const statements = list(args["statements"]).map((statement, index) => {
    if (!isRecord(statement)) {
      throw new StandInError(`getPolicyDocument: statements[${index}] must be an object`);
    }
    return ownStatement(statement, version);
  });
  refuseTwins(statements, "statements");
  const id = args["policyId"];
  return { Version: version, ...(typeof id === "string" && id !== "" && { Id: id }), Statement: statements };
}

function ownStatement(given: Properties, version: string): Statement {
  const out: Statement = {};
  if (typeof given["sid"] === "string" && given["sid"] !== "") {
    out.Sid = given["sid"];
  }
  out.Effect = typeof given["effect"] === "string" ? given["effect"] : "Allow";
  const actions = strings(given["actions"]);
  const notActions = strings(given["notActions"]);
  const resources = strings(given["resources"]).map((each) => variables(each, version));
  const notResources = strings(given["notResources"]).map((each) => variables(each, version));
  if (actions.length > 0) out.Action = downwards(actions);
  if (notActions.length > 0) out.NotAction = downwards(notActions);
  if (resources.length > 0) out.Resource = downwards(resources);
  if (notResources.length > 0) out.NotResource = downwards(notResources);
  const principal = principals(list(given["principals"]), version);
  const notPrincipal = principals(list(given["notPrincipals"]), version);
  if (principal !== undefined) out.Principal = principal;
  if (notPrincipal !== undefined) out.NotPrincipal = notPrincipal;
  const condition = conditions(list(given["conditions"]), version);
  if (condition !== undefined) out.Condition = condition;
  return out;
}

/** `{type: "*", identifiers: ["*"]}` alone is the bare star: some services treat it unlike `{"AWS": "*"}`. */
function principals(given: readonly unknown[], version: string): unknown {
  const byType = new Map<string, string[]>();
  for (const each of given) {
    if (isRecord(each)) {
      const type = String(each["type"]);
      const identifiers = strings(each["identifiers"]).map((identifier) => variables(identifier, version));
      byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
    }
  }
  if (byType.size === 0) {
    return undefined;
  }
  const star = byType.get("*");
  if (byType.size === 1 && star?.length === 1 && star[0] === "*") {
    return "*";
  }
  return sortedObject([...byType].map(([type, identifiers]) => [type, downwards(identifiers)]));
}

/** Conditions with the same test and variable are put together. */
function conditions(given: readonly unknown[], version: string): unknown {
  const tests = new Map<string, Map<string, string[]>>();
  for (const each of given) {
    if (!isRecord(each)) {
      continue;
    }
    const test = String(each["test"]);
    const variable = String(each["variable"]);
    const values = strings(each["values"]).map((value) => variables(value, version));
    const byVariable = tests.get(test) ?? new Map<string, string[]>();
    byVariable.set(variable, [...(byVariable.get(variable) ?? []), ...values]);
    tests.set(test, byVariable);
  }
  if (tests.size === 0) {
    return undefined;
  }
  return sortedObject(
    [...tests].map(([test, byVariable]) => [
      test,
      sortedObject([...byVariable].map(([variable, values]) => [variable, values.length === 1 ? values[0] : values])),
    ]),
  );
}

/** A statement with a Sid takes the place of an earlier one with the same Sid; the others are added. */
function merge(into: PolicyDocument, from: PolicyDocument): void {
  if (from.Id !== undefined && from.Id !== "") {
    into.Id = from.Id;
  }
  if (from.Version > into.Version) {
    into.Version = from.Version;
  }
  for (const statement of from.Statement) {
    const twin = statement.Sid ? into.Statement.findIndex((other) => other.Sid === statement.Sid) : -1;
    if (twin < 0) {
      into.Statement.push(statement);
    } else {
      into.Statement[twin] = statement;
    }
  }
}

function documents(given: unknown, argument: string): PolicyDocument[] {
  return strings(given)
    .filter((text) => text !== "")
    .map((text, index) => {
      let parsed: unknown;
      try {
        parsed = JSON.parse(text);
      } catch {
        throw new StandInError(`getPolicyDocument: ${argument}[${index}] is not JSON`);
      }
      if (!isRecord(parsed)) {
        throw new StandInError(`getPolicyDocument: ${argument}[${index}] must be a JSON object`);
      }
      return {
        Version: typeof parsed["Version"] === "string" ? parsed["Version"] : "",
        ...(typeof parsed["Id"] === "string" && { Id: parsed["Id"] }),
        Statement: list(parsed["Statement"]).map((statement) => inOrder(isRecord(statement) ? statement : {})),
      };
    });
}

const ORDER = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
] as const;

/** A statement read from JSON, its members in the provider's order, an empty Sid left out. */
function inOrder(statement: Properties): Statement {
  const out: Properties = {};
  for (const key of ORDER) {
    const value = statement[key];
    if (value !== undefined && !(key === "Sid" && value === "")) {
      out[key] = value;
    }
  }
  return out as Statement;
}

function refuseTwins(statements: readonly Statement[], where: string): void {
  const seen = new Set<string>();
  for (const { Sid: sid } of statements) {
    if (sid === undefined || sid === "") {
      continue;
    }
    if (seen.has(sid)) {
      throw new StandInError(`getPolicyDocument: the Sid "${sid}" is used twice in ${where}; a Sid must be unique`);
    }
    seen.add(sid);
  }
}

function variables(text: string, version: string): string {
  if (!text.includes("&{")) {
    return text;
  }
  if (version !== NEWEST) {
    throw new StandInError(
      `getPolicyDocument: "${text}" uses a policy variable, which version ${version} does not have`,
    );
  }
  return text.replaceAll("&{", "${");
}

function downwards(values: readonly string[]): string | string[] {
  return values.length === 1 ? (values[0] as string) : [...values].sort().reverse();
}

function sortedObject(entries: readonly (readonly [string, unknown])[]): Properties {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function list(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function strings(value: unknown): string[] {
  return list(value)
    .filter((each) => each !== null && each !== undefined)
    .map(String);
}

/** The provider's id of a document: a 32-bit number that follows from the text. */
function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  }
  return Math.abs(hash);
}
