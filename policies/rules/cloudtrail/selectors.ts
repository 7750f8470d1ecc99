import type { EventDataStoreArgs, TrailArgs } from "@pulumi/aws/cloudtrail";
import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { absent, is, matches, notFalse, notTrue, some } from "../../predicates";
import { itemsOf, pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities } from "../../resource";
import { UNKNOWN } from "../../value";

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

/** What records events: a trail, or an event data store, which has advanced selectors alone. */
export type RecorderArgs = TrailArgs & Omit<EventDataStoreArgs, "advancedEventSelectors">;

type Trail = Reading<RecorderArgs>;

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

/** Data events of one kind; of one store, or of every store of the kind where none is given. */
export interface DataEvents {
  /** As selectors name it: `AWS::S3::Object`. */
  readonly type: string;
  readonly store: Reading<unknown> | undefined;
}

/** The recorder is at work and records this kind of access. */
export function recordsDataEvents(p: Trail, access: Access, wanted: DataEvents): Answer {
  return all(
    notFalse(p.enableLogging),
    notTrue(p.suspend),
    any(
      some(basic(p), (selector) => basicRecords(selector, access, wanted)),
      some(advanced(p), (selector) => advancedRecords(selector, access, wanted)),
    ),
  );
}

/** Some data events of a type that begins so are recorded. */
export function recordsTypesOf(p: Trail, prefix: RegExp): Answer {
  return all(
    notFalse(p.enableLogging),
    notTrue(p.suspend),
    some(advanced(p), (selector) =>
      all(
        fieldEquals(selector, "eventCategory", "Data"),
        some(selector.fieldSelectors, (by) =>
          all(
            is(by.field, "resources.type"),
            some(by.equals, (item) => matches(item as Reading<string>, prefix)),
          ),
        ),
      ),
    ),
  );
}

function basicRecords(selector: Reading<EventSelector>, access: Access, wanted: DataEvents): Answer {
  return all(
    any(readsAndWrites(selector), is(selector.readWriteType, access === "read" ? "ReadOnly" : "WriteOnly")),
    some(selector.dataResources, (data) =>
      all(
        is(data.type, wanted.type),
        some(data.values as Reading<string[]>, (value) => takesIn(value as Reading<string>, wanted)),
      ),
    ),
  );
}

function advancedRecords(selector: Reading<AdvancedSelector>, access: Access, wanted: DataEvents): Answer {
  return all(
    fieldEquals(selector, "eventCategory", "Data"),
    fieldEquals(selector, "resources.type", wanted.type),
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
            ...[by.startsWiths, by.equals].map((list) =>
              some(list, (value) => takesIn(value as Reading<string>, wanted)),
            ),
            // What it leaves out is not this store.
            all(leavesOut(by), not(leavesOutStore(by, wanted), pathOf(by))),
          ),
        ),
      ),
    ),
  );
}

function leavesOut(by: Reading<FieldSelector>): Answer {
  return any(...[by.notStartsWiths, by.notEquals, by.notEndsWiths].map((list) => some(list, () => yes)));
}

/** Whether the field's exclusions take in the store. Endings say nothing of a bucket and exclude some objects of each. */
function leavesOutStore(by: Reading<FieldSelector>, wanted: DataEvents): Answer {
  if (wanted.store === undefined) return no(pathOf(by));
  return any(
    some(by.notEndsWiths, () => yes),
    ...[by.notStartsWiths, by.notEquals].map((list) =>
      some(list, (value) => takesIn(value as Reading<string>, wanted)),
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
 * The value stands for all of the store: every store of its service, or the store's ARN (a bucket's with a slash). An ARN not known yet is
 * told by what the selectors were made from.
 */
function takesIn(value: Reading<string>, { store, type }: DataEvents): Answer {
  const text = valueOf(value);
  if (text === UNKNOWN) {
    const references = referencesOf(value) ?? [];
    if (store === undefined || references.length === 0) return unknown(pathOf(value));
    return fromBoolean(references.includes(resourceOf(store).urn), pathOf(value));
  }
  const arn = String(text).replace(/^arn:[^:]*:/, "arn:aws:");
  if (/^arn:aws:[a-z0-9]+(:::(\*\/\*)?)?$/.test(arn)) return yes;
  if (store === undefined) return no(pathOf(value));
  const known = identities(resourceOf(store));
  return fromBoolean(
    known.some((identity) =>
      type === S3_OBJECT ? arn === `${identity}/` : arn === identity || /[:/]([^:/]+)$/.exec(arn)?.[1] === identity,
    ),
    pathOf(value),
  );
}

export const S3_OBJECT = "AWS::S3::Object";

/** The property that says what is recorded; a trail's basic selectors where it says nothing. */
export function selectorPath(p: Trail, hasBasic = true): string {
  const value = itemsOf(advanced(p));
  return pathOf((value !== UNKNOWN && value.length > 0) || !hasBasic ? advanced(p) : basic(p));
}
