import { z } from "zod";
import { changesOf, type Changes } from "../dicom/deidentify/changes";
import { deidentify, type DeidentifyFault } from "../dicom/deidentify/deidentify";
import { mayShowText } from "../dicom/deidentify/pixels";
import { MOST_IMAGES, type DeidentifyRequest, type TenantKeys } from "./contract";

/** A whole file is in memory, and so is what becomes of it. */
export const MOST_IMAGE_BYTES = 512 * 1024 ** 2;
export const MOST_REQUEST_BYTES = 256 * 1024;

const KEY = /^([a-z][a-z0-9-]{1,15})\/requests\/([A-Za-z0-9-]{1,64})\.json$/;

/** S3's event of a new object (EventBridge Events Reference, "Amazon S3 events"). */
const EVENT = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), "version-id": z.string().min(1) }),
  }),
});

export interface Asked {
  readonly tenant: string;
  readonly kmsKeyArn: string;
  /** Name of the request: becomes part of names and logs, so it must say nothing of a patient. */
  readonly name: string;
  readonly key: string;
  readonly versionId: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Undefined for what is no request of an organisation of ours: no second try would make it one. */
export function askedOf(event: unknown, inputBucket: string, tenants: TenantKeys): Asked | undefined {
  const read = EVENT.safeParse(event);
  if (!read.success) return undefined;
  const { bucket, object } = read.data.detail;
  const [, tenant = "", name] = KEY.exec(object.key) ?? [];
  const kmsKeyArn = Object.hasOwn(tenants, tenant) ? tenants[tenant] : undefined;
  if (name === undefined || kmsKeyArn === undefined || bucket.name !== inputBucket) return undefined;
  const at = new Date(read.data.time).toISOString();
  return { tenant, kmsKeyArn, name, key: object.key, versionId: object["version-id"], at };
}

const REQUEST = z
  .strictObject({
    images: z.array(z.string().min(1).max(1024)).min(1).max(MOST_IMAGES),
    dates: z.enum(["remove", "move", "keep"]).default("remove"),
    descriptors: z.enum(["remove", "clean"]).default("remove"),
    pixels: z.enum(["keep", "strip"]).default("keep"),
    basis: z.enum(["expert-determination", "limited-data-set"]).optional(),
  })
  .refine(({ dates, basis }) => dates !== "keep" || basis !== undefined, { path: ["basis"] });

export type Request =
  | { readonly kind: "request"; readonly request: DeidentifyRequest }
  /** `reason` is a code, `field` a name of ours. */
  | {
      readonly kind: "refused";
      readonly reason: "not-json" | "bad-field" | "image-of-another";
      readonly field?: string;
    };

/** A request, read; its images have to be checked files of the same organisation. */
export function requestOf(text: string, tenant: string): Request {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { kind: "refused", reason: "not-json" };
  }
  const read = REQUEST.safeParse(given);
  if (!read.success) {
    const [field] = read.error.issues.map(({ path }) => path[0]);
    return { kind: "refused", reason: "bad-field", ...(typeof field === "string" && { field }) };
  }
  const { basis, ...request } = read.data;
  const prefix = `${tenant}/accepted/`;
  const own = request.images.every((key) => key.startsWith(prefix) && !key.split("/").includes(".."));
  if (!own) return { kind: "refused", reason: "image-of-another", field: "images" };
  return { kind: "request", request: { ...request, ...(basis !== undefined && { basis }) } };
}

export type ImageFault = DeidentifyFault | "burned-in-not-excluded" | "missing" | "too-large";

export type Outcome =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly changes: Changes }
  | { readonly kind: "kept-back"; readonly fault: ImageFault };

/** One image by a request. The same bytes, request and key give the same bytes. */
export function outcomeOf(bytes: Uint8Array, request: DeidentifyRequest, key: Uint8Array): Outcome {
  const { dates, descriptors, pixels } = request;
  const made = deidentify(bytes, { key, dates, descriptors, pixels });
  if (made.kind === "refused") return { kind: "kept-back", fault: made.fault };
  if (pixels === "keep" && mayShowText(bytes) !== false) return { kind: "kept-back", fault: "burned-in-not-excluded" };
  const changes = changesOf(bytes, made.bytes);
  return changes === undefined
    ? { kind: "kept-back", fault: "unreadable" }
    : { kind: "file", bytes: made.bytes, changes };
}

/** Names of a request's results: of its images by their number, as a name of a sender's own may be a patient's. */
export function resultKeys({ tenant, name }: Pick<Asked, "tenant" | "name">) {
  const numbered = (index: number): string => String(index + 1).padStart(6, "0");
  return {
    image: (index: number): string => `${tenant}/deidentified/${name}/${numbered(index)}.dcm`,
    report: `${tenant}/deidentified/${name}/report.json`,
    keptBack: (index: number): string => `${tenant}/refused/requests/${name}/${numbered(index)}.dcm`,
    refused: `${tenant}/refused/requests/${name}/reason.json`,
  };
}
