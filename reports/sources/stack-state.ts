import { createHash } from "node:crypto";

import { readStackExport } from "../../policies/stack-export";
import type { PropertyValue } from "../../policies/value";

import type { Collection, Scope } from "./collection";

/** What a state says of itself. */
export interface StackStateScope {
  readonly asked: Scope["asked"];
  /** Of the first ARN that names one; `none` where none does. */
  readonly account: string;
  readonly region: string;
}

/**
 * Resources that a stack's state knows, so that a report can name what findings call by a keyed name. Values are not told.
 * @param text of `pulumi stack export`.
 * @throws PackInputError naming what is wrong with it.
 */
export function readStackState(text: string, file: string): { scope: StackStateScope; tell: (to: Collection) => void } {
  const { facts, resources } = readStackExport(text, file);
  const arns = resources.map(({ outputs }) => told(outputs?.["arn"])).filter((arn) => arn !== undefined);
  const place = (pattern: RegExp): string => arns.flatMap((arn) => pattern.exec(arn)?.[1] ?? [])[0] ?? "none";
  const asked = {
    project: name(facts.project),
    stack: name(facts.stack),
    stateSha256: createHash("sha256").update(text).digest("hex"),
    resources: resources.length,
  };
  const tell = (collection: Collection): void => {
    for (const { urn, type, outputs } of resources) {
      const id = told(outputs?.["arn"]) ?? told(outputs?.["id"]);
      const subject = id === undefined ? {} : { subject: collection.subject({ type: awsType(type), id }).subject };
      collection.tell({
        kind: "stack-resource",
        observedAt: collection.startedAt,
        action: "in state",
        urn,
        subjectType: awsType(type),
        ...subject,
      });
    }
  };
  return {
    scope: {
      asked,
      account: place(/^arn:aws[^:]*:[^:]*:[^:]*:(\d{12}):/),
      region: place(/^arn:aws[^:]*:[^:]*:([a-z]{2}[a-z0-9-]+):/),
    },
    tell,
  };
}

/** `aws:s3/bucket:Bucket` is `AwsS3Bucket` in findings; another provider's types are told as they are. */
function awsType(type: string): string {
  const [, service, kind] = /^aws:([a-z0-9]+)\/[A-Za-z0-9]+:([A-Za-z0-9]+)$/.exec(type) ?? [];
  return service === undefined || kind === undefined
    ? "Other"
    : `Aws${service[0]?.toUpperCase()}${service.slice(1)}${kind}`;
}

function told(value: PropertyValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function name(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/.test(text) ? text : createHash("sha256").update(text).digest("hex");
}
