import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { absent, is, notFalse, some } from "../../predicates";
import { itemsOf, pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities } from "../../resource";
import { UNKNOWN } from "../../value";
import type { BucketShape } from "../s3/bucket";

/** `eventSelectors` of a trail ("Logging data events", basic event selectors). */
interface EventSelector {
  readonly includeManagementEvents: boolean;
  readonly readWriteType: string;
  readonly dataResources: { readonly type: string; readonly values: string[] }[];
}

/** `advancedEventSelectors`: every field must match; the values of one field are alternatives. */
interface AdvancedSelector {
  readonly fieldSelectors: FieldSelector[];
}

interface FieldSelector {
  readonly field: string;
  readonly equals: string[];
  readonly startsWiths: string[];
  readonly notStartsWiths: string[];
  readonly notEquals: string[];
  readonly notEndsWiths: string[];
  readonly endsWiths: string[];
}

type Trail = Reading<TrailArgs>;

function basic(p: Trail): Reading<EventSelector[]> {
  return p.eventSelectors as unknown as Reading<EventSelector[]>;
}

function advanced(p: Trail): Reading<AdvancedSelector[]> {
  return p.advancedEventSelectors as unknown as Reading<AdvancedSelector[]>;
}

/** Without selectors a trail records all management events; with selectors only what they name. */
export function recordsManagementEvents(p: Trail): Answer {
  return all(
    any(
      absent(basic(p)),
      some(basic(p), (selector) => all(notFalse(selector.includeManagementEvents), readsAndWrites(selector))),
    ),
    any(
      absent(advanced(p)),
      some(advanced(p), (selector) =>
        all(fieldEquals(selector, "eventCategory", "Management"), not(names(selector, "readOnly"), pathOf(selector))),
      ),
    ),
  );
}

function readsAndWrites(selector: Reading<EventSelector>): Answer {
  return any(absent(selector.readWriteType), is(selector.readWriteType, "All"));
}

export type Access = "read" | "write";

/** Object events of this kind are recorded for the bucket; for every bucket where none is given. */
export function recordsObjectEvents(p: Trail, access: Access, bucket: Reading<BucketShape> | undefined): Answer {
  return all(
    notFalse(p.enableLogging),
    any(
      some(basic(p), (selector) => basicRecords(selector, access, bucket)),
      some(advanced(p), (selector) => advancedRecords(selector, access, bucket)),
    ),
  );
}

function basicRecords(
  selector: Reading<EventSelector>,
  access: Access,
  bucket: Reading<BucketShape> | undefined,
): Answer {
  return all(
    any(readsAndWrites(selector), is(selector.readWriteType, access === "read" ? "ReadOnly" : "WriteOnly")),
    some(selector.dataResources, (data) =>
      all(
        is(data.type, S3_OBJECT),
        some(data.values as Reading<string[]>, (value) => takesIn(value as Reading<string>, bucket)),
      ),
    ),
  );
}

const S3_OBJECT = "AWS::S3::Object";

function advancedRecords(
  selector: Reading<AdvancedSelector>,
  access: Access,
  bucket: Reading<BucketShape> | undefined,
): Answer {
  return all(
    fieldEquals(selector, "eventCategory", "Data"),
    fieldEquals(selector, "resources.type", S3_OBJECT),
    any(
      not(names(selector, "readOnly"), pathOf(selector)),
      fieldEquals(selector, "readOnly", access === "read" ? "true" : "false"),
    ),
    not(names(selector, "eventName"), pathOf(selector)),
    any(
      not(names(selector, "resources.ARN"), pathOf(selector)),
      some(selector.fieldSelectors, (by) =>
        all(
          is(by.field, "resources.ARN"),
          any(
            some(by.startsWiths, (value) => takesIn(value as Reading<string>, bucket)),
            // What it leaves out is not this bucket.
            all(leavesOut(by), not(leavesOutBucket(by, bucket), pathOf(by))),
          ),
        ),
      ),
    ),
  );
}

function leavesOut(by: Reading<FieldSelector>): Answer {
  return any(...[by.notStartsWiths, by.notEquals, by.notEndsWiths].map((list) => some(list, () => yes)));
}

/** Whether the field's exclusions take in the bucket. Endings say nothing of a bucket and exclude some objects of each. */
function leavesOutBucket(by: Reading<FieldSelector>, bucket: Reading<BucketShape> | undefined): Answer {
  if (bucket === undefined) return no(pathOf(by));
  return any(
    some(by.notEndsWiths, () => yes),
    ...[by.notStartsWiths, by.notEquals].map((list) =>
      some(list, (value) => takesIn(value as Reading<string>, bucket)),
    ),
  );
}

function fieldEquals(selector: Reading<AdvancedSelector>, field: string, value: string): Answer {
  return some(selector.fieldSelectors, (by) =>
    all(
      is(by.field, field),
      some(by.equals, (item) => is(item as Reading<string>, value)),
    ),
  );
}

function names(selector: Reading<AdvancedSelector>, field: string): Answer {
  return some(selector.fieldSelectors, (by) => is(by.field, field));
}

/**
 * The value stands for all objects of the bucket: all of S3, or the bucket's ARN with a slash. An ARN not known yet is told by what the
 * selectors were made from.
 */
function takesIn(value: Reading<string>, bucket: Reading<BucketShape> | undefined): Answer {
  const text = valueOf(value);
  if (text === UNKNOWN) {
    const references = referencesOf(value) ?? [];
    if (bucket === undefined || references.length === 0) return unknown(pathOf(value));
    return fromBoolean(references.includes(resourceOf(bucket).urn), pathOf(value));
  }
  const arn = String(text).replace(/^arn:[^:]*:/, "arn:aws:");
  if (arn === "arn:aws:s3" || arn === "arn:aws:s3:::") return yes;
  if (bucket === undefined) return no(pathOf(value));
  const known = identities(resourceOf(bucket)).map((identity) => `${identity}/`);
  return fromBoolean(known.includes(arn), pathOf(value));
}

/** The property that says what a trail records; basic selectors where it says nothing. */
export function selectorPath(p: Trail): string {
  const value = itemsOf(advanced(p));
  return pathOf(value !== UNKNOWN && value.length > 0 ? advanced(p) : basic(p));
}
