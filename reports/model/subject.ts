import { createHmac } from "node:crypto";

/**
 * The name of a resource in evidence that is collected: HMAC-SHA-256 in hex, as names are chosen by people and may name a patient. The
 * key is the caller's, who can find a resource again by making the name again. Types and ids differ between services, so the text that
 * is hashed is the same for `AWS::S3::Bucket` with `records` and for `AwsS3Bucket` with `arn:aws:s3:::records`. Of an object in a bucket
 * it is the bucket.
 */
export function subjectName({ type, id }: { readonly type: string; readonly id: string }, key: Uint8Array): string {
  const [, bucket] = /^(?:arn:aws[a-z-]*:s3:::)([^/]+)/.exec(id) ?? [];
  const kind = bucket === undefined ? type.toLowerCase().replace(/[^a-z0-9]/g, "") : "awss3bucket";
  const name = bucket ?? id.split(/[/:]/).at(-1) ?? "";
  return createHmac("sha256", key).update(`${kind}/${name}`).digest("hex");
}

/** Types of resources as AWS Config (`AWS::S3::Bucket`) and the finding format (`AwsS3Bucket`) name them. */
const RESOURCE_TYPE = /^(AWS::[A-Za-z0-9]{1,40}::[A-Za-z0-9:]{1,80}|Aws[A-Za-z0-9]{1,60}|[A-Z][A-Za-z0-9]{1,30})$/;

/** The type where AWS made it; a type that somebody registered under a name of his own is told as `Other`. */
export function subjectType(type: string): string {
  return RESOURCE_TYPE.test(type) && !/\d{6}/.test(type) ? type : "Other";
}

/** The name of a rule or pack where it has the form of one. Six digits in a row are how record numbers and dates of birth look. */
export function givenName(name: string): string | undefined {
  return /^[A-Za-z0-9_-]{1,128}$/.test(name) && !/\d{6}/.test(name) ? name : undefined;
}
