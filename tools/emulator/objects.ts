import type { Emulator } from "./emulator";

export const REGION = "us-east-1";

/** The emulator checks no signature, but tells by it which service is meant. */
const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=test/20261122/${REGION}/s3/aws4_request, SignedHeaders=host, Signature=none`,
};
const urlOf = (endpoint: string, bucket: string, key: string): string =>
  `${endpoint}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;

/** A call that has to be taken. */
export type Call = (
  service: string,
  operation: string,
  parameters: object,
) => Promise<Readonly<Record<string, unknown>>>;

export const taken =
  (emulator: Emulator): Call =>
  async (service, operation, parameters) => {
    const reply = await emulator.call(REGION, service, operation, parameters);
    if (!("result" in reply)) throw new Error(`${service} ${operation}: ${JSON.stringify(reply)}`);
    return reply.result;
  };

/** A bucket that keeps versions. */
export async function makeBucket(call: Call, Bucket: string): Promise<void> {
  await call("s3", "create_bucket", { Bucket });
  await call("s3", "put_bucket_versioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
}

/** Puts an object there; its version's id. */
export async function putObject(
  endpoint: string,
  bucket: string,
  key: string,
  body: Uint8Array,
  metadata: Readonly<Record<string, string>> = {},
): Promise<string> {
  const headers = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));
  const answer = await fetch(urlOf(endpoint, bucket, key), {
    method: "PUT",
    body: Buffer.from(body),
    headers: { ...SIGNED, ...headers },
  });
  const version = answer.headers.get("x-amz-version-id");
  if (!answer.ok || version === null) throw new Error(`upload: ${answer.status}`);
  return version;
}

/** All objects of a bucket below a prefix, each as it is now. */
export async function contentsOf(
  endpoint: string,
  call: Call,
  bucket: string,
  Prefix = "",
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (let StartAfter = ""; ;) {
    const { Contents = [] } = (await call("s3", "list_objects_v2", { Bucket: bucket, StartAfter, Prefix })) as {
      Contents?: { Key: string }[];
    };
    if (Contents.length === 0) return found;
    for (const { Key } of Contents) {
      const answer = await fetch(urlOf(endpoint, bucket, Key), { headers: SIGNED });
      found.set(Key, Buffer.from(await answer.arrayBuffer()));
    }
    StartAfter = Contents.at(-1)?.Key as string;
  }
}
