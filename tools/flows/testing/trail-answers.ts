import { gzipSync } from "node:zlib";
import type { Answer } from "../../../lambdas/testing/aws-server";
import { BUCKET, chainOf, publicKey } from "../../../reports/testing/digests";
import { refusal, type Answers } from "./aws-answers";

/** A trail of four hours, each with a log file. What names a part of a key holds for the first object that has it. */
export interface World {
  readonly validation: boolean;
  readonly alter?: string;
  readonly remove?: string;
  readonly deny?: string;
}

export function trailAnswers(changes: Partial<World>): Answers {
  const { validation = true, alter, remove, deny } = changes;
  const { digests, logs } = chainOf(4);
  const objects = new Map<string, { content: Uint8Array; signature?: string | undefined }>([
    ...digests.map(({ key, ...rest }) => [key, rest] as const),
    ...logs.map(({ key, content }) => [key, { content }] as const),
  ]);
  const first = (part: string | undefined): string | undefined =>
    part === undefined ? undefined : [...objects.keys()].find((key) => key.includes(part));
  const [altered, removed, denied] = [first(alter), first(remove), first(deny)];
  if (altered !== undefined) objects.set(altered, { content: Buffer.from("{}") });
  if (removed !== undefined) objects.delete(removed);
  return {
    "CloudTrail.DescribeTrails": () => ({
      trailList: [
        {
          Name: "main",
          TrailARN: "arn:aws:cloudtrail:us-east-1:123456789012:trail/main",
          HomeRegion: "us-east-1",
          S3BucketName: BUCKET,
          LogFileValidationEnabled: validation,
        },
      ],
    }),
    "CloudTrail.ListPublicKeys": () => ({
      PublicKeyList: [{ Fingerprint: publicKey.fingerprint, Value: Buffer.from(publicKey.value).toString("base64") }],
    }),
    "S3.ListObjectsV2": (_, { query }) => {
      const keys = [...objects.keys()].filter((key) => key.startsWith(query["prefix"] ?? ""));
      const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
      return xml(200, `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`);
    },
    "S3.GetObject": (_, { path }) => {
      const key = path.slice(BUCKET.length + 2);
      const found = objects.get(key);
      if (key === denied) return refusal("AccessDenied", 403);
      if (found === undefined) return xml(404, "<Error><Code>NoSuchKey</Code><Message>Jane</Message></Error>");
      const { content, signature } = found;
      return {
        headers: signature === undefined ? {} : { "x-amz-meta-signature": signature },
        body: gzipSync(content),
        status: 200,
      };
    },
  };
}

function xml(status: number, body: string): Answer {
  return { status, headers: { "content-type": "application/xml" }, body };
}
