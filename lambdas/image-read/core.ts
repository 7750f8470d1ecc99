import { z } from "zod";
import { PATHS, type ReaderTenant } from "./contract";

const UID = /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/;

/** What a viewer asks for. */
export type Wish =
  | { readonly kind: "study"; readonly study: string }
  | { readonly kind: "series"; readonly study: string; readonly series: string }
  | {
      readonly kind: "frame";
      readonly study: string;
      readonly series: string;
      readonly instance: string;
      /** From one. */
      readonly frame: number;
      /** First and last byte, where a part is asked for. */
      readonly range?: ByteRange;
    };

export interface ByteRange {
  readonly first: number;
  readonly last?: number;
}

/** Why a request gets no images. `forbidden` says the same for an organisation that is not the caller's and for one that is none. */
export type Refusal =
  "forbidden" | "malformed" | "range-not-satisfiable" | "not-found" | "too-large" | "timeout" | "unavailable";

export type Asked =
  | { readonly kind: "wish"; readonly tenant: ReaderTenant; readonly wish: Wish }
  | { readonly kind: "refused"; readonly refusal: Refusal };

const REQUEST = z.object({
  resource: z.string(),
  pathParameters: z.record(z.string(), z.string()).nullish(),
  headers: z.record(z.string(), z.string().nullish()).nullish(),
  requestContext: z.object({ identity: z.object({ userArn: z.string().nullish() }) }),
});

/** Reads a request of API Gateway's and holds the tenant in its path against the role that signed it. */
export function askedOf(event: unknown, tenants: Readonly<Record<string, ReaderTenant>>): Asked {
  const read = REQUEST.safeParse(event);
  if (!read.success) return refused("malformed");
  const { resource, pathParameters, headers, requestContext } = read.data;
  const path = pathParameters ?? {};
  const tenant = Object.hasOwn(tenants, path["tenant"] ?? "") ? tenants[path["tenant"] ?? ""] : undefined;
  if (tenant === undefined || roleOf(requestContext.identity.userArn ?? "") !== tenant.roleName)
    return refused("forbidden");
  const { study = "", series = "", instance = "" } = path;
  const uids = { study: [study], series: [study, series], frame: [study, series, instance] };
  const kind = (Object.keys(PATHS) as (keyof typeof PATHS)[]).find((of) => PATHS[of] === resource);
  if (kind === undefined || !uids[kind].every((uid) => UID.test(uid))) return refused("malformed");
  if (kind === "study") return { kind: "wish", tenant, wish: { kind, study } };
  if (kind === "series") return { kind: "wish", tenant, wish: { kind, study, series } };
  const frame = Number(path["frame"]);
  if (!/^[1-9]\d{0,5}$/.test(path["frame"] ?? "")) return refused("malformed");
  const header = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "range")?.[1];
  const range = header === undefined || header === null ? undefined : rangeOf(header);
  if (range === null) return refused("malformed");
  return {
    kind: "wish",
    tenant,
    wish: { kind, study, series, instance, frame, ...(range !== undefined && { range }) },
  };
}

/** Name of the role of `arn:aws:sts::123456789012:assumed-role/<name>/<session>`. */
export function roleOf(userArn: string): string | undefined {
  return /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/([\w+=,.@-]{1,64})\/[^/]+$/.exec(userArn)?.[1];
}

/** `bytes=0-499` or `bytes=500-` (RFC 9110 section 14); null for what is no single range from a first byte on. */
function rangeOf(header: string): ByteRange | null {
  const [, first = "", last = ""] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header.trim()) ?? [];
  if (first === "") return null;
  if (last === "") return { first: Number(first) };
  return Number(last) < Number(first) ? null : { first: Number(first), last: Number(last) };
}

/** What is answered of a frame's bytes: all, a part, or why neither. */
export function partOf(
  bytes: number,
  range: ByteRange | undefined,
  most: number,
):
  | { readonly kind: "part"; readonly first: number; readonly end: number; readonly partial: boolean }
  | { readonly kind: "refused"; readonly refusal: Refusal } {
  if (range === undefined) {
    return bytes > most ? refused("too-large") : { kind: "part", first: 0, end: bytes, partial: false };
  }
  if (range.first >= bytes) return refused("range-not-satisfiable");
  const wanted = Math.min(bytes, (range.last ?? bytes - 1) + 1);
  // A server may answer with less than was asked for; the header says how much.
  return { kind: "part", first: range.first, end: Math.min(wanted, range.first + most), partial: true };
}

function refused(refusal: Refusal): { readonly kind: "refused"; readonly refusal: Refusal } {
  return { kind: "refused", refusal };
}

const TENANTS = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{1,15}$/),
  z.object({ datastoreId: z.string().regex(/^[0-9a-z]{32}$/), roleName: z.string().min(1) }),
);

/** Throws ZodError where the variable is not as the contract says. */
export const readerTenantsOf = (text: string): Readonly<Record<string, ReaderTenant>> =>
  TENANTS.parse(JSON.parse(text));
