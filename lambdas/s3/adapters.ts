import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

/** Waits of the SDK between tries grow and are spread by themselves; what still fails is the state machine's to repeat. */
export function s3Client(region?: string): S3Client {
  return new S3Client({ maxAttempts: 4, ...(region !== undefined && { region }) });
}

/** Names by which S3 says that there is no such object or version. */
export const MISSING: ReadonlySet<string> = new Set(["NoSuchKey", "NoSuchVersion", "NotFound"]);
/** What a write that must not replace anything ends with where something is there. */
export const THERE: ReadonlySet<string> = new Set(["PreconditionFailed", "ConditionalRequestConflict"]);

const named = (error: unknown, names: ReadonlySet<string>): boolean => error instanceof Error && names.has(error.name);

/** A version of an object. Its key was chosen by others and may name a patient. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
}

/** One version of an object, the current one unless another is named, up to a size. The body of a larger one is not read. */
export async function readVersion(
  s3: S3Client,
  bucket: string,
  { key, versionId }: Pick<ObjectVersion, "key"> & Partial<ObjectVersion>,
  maxBytes: number,
): Promise<Uint8Array | "too-large" | "missing"> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    if ((object.ContentLength ?? Infinity) > maxBytes) {
      (object.Body as { destroy?: () => void } | undefined)?.destroy?.();
      return "too-large";
    }
    return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    if (named(error, MISSING)) return "missing";
    throw error;
  }
}

/** What a sender says of one version, by names in small letters; needs the right to read that version. */
export async function metadataOf(
  s3: S3Client,
  bucket: string,
  { key, versionId }: ObjectVersion,
): Promise<Readonly<Record<string, string>>> {
  const { Metadata = {} } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return Metadata;
}

/** The current version of an object of ours, as text. */
export async function readText(s3: S3Client, bucket: string, key: string): Promise<string> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await object.Body?.transformToString("utf-8")) ?? "";
}

/** Whether there is an object of that name; needs the right to list, without which S3 answers "access denied" for one that is not there. */
export async function isThere(s3: S3Client, bucket: string, key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (named(error, MISSING)) return false;
    throw error;
  }
}

/**
 * Writes an object under the bucket's own key, unless there is one of that name: names are made of the document's id, so what is
 * there is the same step's result of an earlier run.
 */
export async function writeOnce(
  s3: S3Client,
  bucket: string,
  key: string,
  body: string,
  contentType: string,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  await unlessThere(() =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        IfNoneMatch: "*",
        ...(metadata !== undefined && { Metadata: metadata }),
        // A bucket with object lock asks for a checksum; the SDK adds CRC32 by itself, and says so here.
        ChecksumAlgorithm: "CRC32",
      }),
    ),
  );
}

/** Writes JSON under the bucket's own key. Gives the version that it made, where the bucket keeps versions. */
export async function writeJson(
  s3: S3Client,
  bucket: string,
  key: string,
  body: string | Uint8Array,
): Promise<string | undefined> {
  const { VersionId } = await s3.send(
    // A bucket with object lock asks for a checksum.
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: "application/json",
      ChecksumAlgorithm: "CRC32",
    }),
  );
  return VersionId;
}

/** What CopyObject answers for a source above its 5 GiB. */
const NOT_COPIED = new Set([...MISSING, "InvalidRequest"]);

/** Copies one version under a new name, without its metadata; false where there is no such version, or it is too large for a copy. */
export async function copyVersion(
  s3: S3Client,
  from: ObjectVersion & { readonly bucket: string },
  to: { readonly bucket: string; readonly key: string },
): Promise<boolean> {
  const source = `${from.bucket}/${from.key.split("/").map(encodeURIComponent).join("/")}`;
  try {
    await unlessThere(() =>
      s3.send(
        new CopyObjectCommand({
          Bucket: to.bucket,
          Key: to.key,
          CopySource: `${source}?versionId=${encodeURIComponent(from.versionId)}`,
          IfNoneMatch: "*",
          MetadataDirective: "REPLACE",
          TaggingDirective: "REPLACE",
          ContentType: "application/octet-stream",
        }),
      ),
    );
    return true;
  } catch (error) {
    if (named(error, NOT_COPIED)) return false;
    throw error;
  }
}

async function unlessThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // A conflict is another run's write of the same object at this moment; it is tried again until one has won.
    if (!named(error, THERE)) throw error;
    if ((error as Error).name === "ConditionalRequestConflict") await write().catch(ignoreThere);
  }
}

function ignoreThere(error: unknown): void {
  if ((error as Error).name !== "PreconditionFailed") throw error;
}
