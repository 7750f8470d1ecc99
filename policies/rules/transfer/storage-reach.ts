import { all, any, fromBoolean, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { allows, everyStatement, reaches, type Statement } from "../../policy-document";
import { absent, every, matches, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/** What holds a transfer user's files, and what decrypts them. */
const STORAGE_ACTIONS = ["s3:*", "kms:*", "elasticfilesystem:*"] as const;

/** Tell the names of buckets and where they are, not what is in them. */
const BUCKET_NAMES = /^s3:(ListAllMyBuckets|GetBucketLocation)$/i;

/** No grant of the document reaches beyond prefixes of named buckets, named keys and named file systems. */
export function reachesPrefixes(document: Reading<unknown>): Answer {
  return everyStatement(document, (statement) =>
    any(
      not(allows(statement)),
      not(any(...STORAGE_ACTIONS.map((action) => reaches(statement, action)))),
      unnamed(tellsBucketNames(statement)),
      all(
        absent(statement.NotResource),
        every(statement.Resource, (item) => isNarrow(item as Reading<string>)),
      ),
    ),
  );
}

function tellsBucketNames({ Action: actions }: Reading<Statement>): Answer {
  return all(
    present(actions),
    every(actions, (action) => matches(action as Reading<string>, BUCKET_NAMES)),
  );
}

/** The buckets that the document's grants name, with where each stands. */
export function bucketsOf(document: Reading<unknown>): Map<string, string> {
  const buckets = new Map<string, string>();
  everyStatement(document, (statement: Reading<Statement>) =>
    every(statement.Resource, (item) => {
      const bucket = partsOf(valueOf(item as Reading<string>))?.bucket;
      if (allows(statement).truth !== false && bucket !== undefined && !buckets.has(bucket))
        buckets.set(bucket, pathOf(item as Reading<string>));
      return yes;
    }),
  );
  return buckets;
}

/** A session policy's variable for bucket and folder in one. */
const HOME = /\$\{transfer:HomeDirectory\}/i;

function isNarrow(resource: Reading<string>): Answer {
  const value = valueOf(resource);
  if (value === UNKNOWN) return unknown(pathOf(resource));
  return fromBoolean(isNarrowText(String(value)), pathOf(resource));
}

function isNarrowText(text: string): boolean {
  const parts = partsOf(text);
  if (parts === undefined) return isNamed(text);
  const { bucket, key } = parts;
  return isNamed(bucket) && (key === undefined || HOME.test(bucket) || /^[^*?]/.test(key));
}

function isNamed(text: string): boolean {
  return !/[*?]/.test(text);
}

/** `arn:aws:s3:::claims/clinics/*` to its bucket and its keys; a bucket itself has no keys. */
function partsOf(value: unknown): { readonly bucket: string; readonly key: string | undefined } | undefined {
  const [, bucket, key] = /^arn:[^:]*:s3:[^:]*:[^:]*:([^/]+)(?:\/(.*))?/.exec(String(value)) ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}
