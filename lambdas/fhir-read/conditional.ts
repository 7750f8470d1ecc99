import { createHash } from "node:crypto";
import { FHIR_ID } from "../fhir/id";

/** What a caller has of a record already (RFC 9110, "Conditional Requests"). */
export interface Known {
  readonly ifNoneMatch?: string;
  readonly ifModifiedSince?: string;
}

export interface Validators {
  readonly ETag: string;
  readonly "Last-Modified"?: string;
}

/** A record's version and time as HTTP has them. A store that counts no versions gives a hash of what it holds. */
export function validatorsOf(record: object): Validators {
  const { meta } = record as { meta?: { versionId?: unknown; lastUpdated?: unknown } };
  const time = typeof meta?.lastUpdated === "string" ? Date.parse(meta.lastUpdated) : Number.NaN;
  // Of the form of an id (FHIR R4, "Meta"): nothing else gets into a header.
  const version =
    typeof meta?.versionId === "string" && FHIR_ID.test(meta.versionId)
      ? meta.versionId
      : createHash("sha256").update(JSON.stringify(record)).digest("hex").slice(0, 32);
  return { ETag: `W/"${version}"`, ...(!Number.isNaN(time) && { "Last-Modified": new Date(time).toUTCString() }) };
}

/** Whether a caller has this version already. A tag counts for more than a time; a time that is none counts for nothing. */
export function isKnown({ ifNoneMatch, ifModifiedSince }: Known, validators: Validators): boolean {
  if (ifNoneMatch !== undefined) {
    const bare = (tag: string): string => tag.trim().replace(/^W\//, "");
    return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => bare(tag) === bare(validators.ETag));
  }
  const modified = Date.parse(validators["Last-Modified"] ?? "");
  return ifModifiedSince !== undefined && modified <= Date.parse(ifModifiedSince);
}
