import { createHash } from "node:crypto";
import { z } from "zod";
import { FHIR_UPLOADS, type BatchManifest, type UploadMessage } from "./contract";

/** One import job takes at most this much (HealthLake Developer Guide, "Service quotas"). */
export const MOST_FILES = 10_000;
export const MOST_BYTES = 500 * 1024 ** 3;
export const LARGEST_FILE_BYTES = 5 * 1024 ** 3;

const MESSAGE = z.object({
  bucket: z.string().min(1),
  key: z.string().min(1),
  version: z.string().min(1),
  sizeBytes: z.number().int().min(0),
});

const MANIFEST = z.object({
  batch: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  files: z
    .array(z.object({ name: z.string().regex(/^[\w.-]{1,200}\.ndjson$/), sizeBytes: z.number().int().min(1) }))
    .min(1)
    .max(MOST_FILES),
});

/** Why nothing is imported, in words of a fixed list: a name or a line may hold anything. */
export type Refusal =
  | "message-malformed"
  | "another-bucket"
  | "no-upload-prefix"
  | "file-empty"
  | "file-too-large"
  | "manifest-malformed"
  | "manifest-names-another-batch"
  | "batch-incomplete"
  | "batch-has-other-files"
  | "batch-too-large"
  | "refused-by-healthlake";

export type Upload =
  | { readonly kind: "file"; readonly message: UploadMessage }
  | { readonly kind: "manifest"; readonly message: UploadMessage; readonly batch: string }
  | { readonly kind: "refuse"; readonly reason: Refusal };

/** What an uploaded object is, by where it lies. */
export function uploadOf(body: string, inputBucket: string): Upload {
  const message = parsed(MESSAGE, body);
  if (message === undefined) return refuse("message-malformed");
  if (message.bucket !== inputBucket) return refuse("another-bucket");
  const { key, sizeBytes } = message;
  const [, batch] = /^fhir\/manifests\/([A-Za-z0-9-]{1,64})\.json$/.exec(key) ?? [];
  if (batch !== undefined) return { kind: "manifest", message, batch };
  const isFile = [FHIR_UPLOADS.files, FHIR_UPLOADS.converted].some((prefix) => key.startsWith(prefix));
  if (!isFile || !key.endsWith(".ndjson")) return refuse("no-upload-prefix");
  if (sizeBytes === 0) return refuse("file-empty");
  return sizeBytes > LARGEST_FILE_BYTES ? refuse("file-too-large") : { kind: "file", message };
}

/** What is imported by one job. `token` is the same for the same upload, so that a second start is the first one's job. */
export interface ImportPlan {
  readonly inputKey: string;
  readonly token: string;
  readonly sources: readonly { readonly key: string; readonly version?: string }[];
}

export function filePlan({ bucket, key, version }: UploadMessage): ImportPlan {
  return { inputKey: key, token: tokenOf(bucket, key, version), sources: [{ key, version }] };
}

/** The job of a batch, where its files are exactly those that the manifest names. */
export function batchPlan(
  message: UploadMessage,
  batch: string,
  text: string,
  listed: readonly { readonly key: string; readonly sizeBytes: number }[],
): ImportPlan | { readonly kind: "refuse"; readonly reason: Refusal } {
  const manifest: BatchManifest | undefined = parsed(MANIFEST, text);
  if (manifest === undefined) return refuse("manifest-malformed");
  if (manifest.batch !== batch) return refuse("manifest-names-another-batch");
  const prefix = `${FHIR_UPLOADS.batches}${batch}/`;
  const there = new Map(listed.map(({ key, sizeBytes }) => [key, sizeBytes]));
  if (manifest.files.some(({ name, sizeBytes }) => there.get(prefix + name) !== sizeBytes))
    return refuse("batch-incomplete");
  if (there.size !== manifest.files.length) return refuse("batch-has-other-files");
  const sizes = manifest.files.map(({ sizeBytes }) => sizeBytes);
  if (sizes.some((bytes) => bytes > LARGEST_FILE_BYTES) || sizes.reduce((sum, bytes) => sum + bytes, 0) > MOST_BYTES) {
    return refuse("batch-too-large");
  }
  return {
    inputKey: prefix,
    token: tokenOf(message.bucket, message.key, message.version),
    sources: [{ key: message.key, version: message.version }, { key: prefix }],
  };
}

/** The object that a message names, for the record of a refusal; none where the message can't be read. */
export function sourcesOf(body: string): { readonly uri: string; readonly version: string }[] {
  const message = parsed(MESSAGE, body);
  return message === undefined ? [] : [{ uri: `s3://${message.bucket}/${message.key}`, version: message.version }];
}

/** HealthLake takes 1 to 64 letters, digits and hyphens. */
export function tokenOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function refuse(reason: Refusal): { readonly kind: "refuse"; readonly reason: Refusal } {
  return { kind: "refuse", reason };
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
