/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-read",
  description:
    "Answers a viewer: image sets of a study, metadata of a series as DICOM JSON, frames. Each organisation sees its own alone.",
  timeoutSeconds: 25,
  memoryMb: 1024,
  environment: ["ENVIRONMENT", "TENANTS"],
  examples: { TENANTS: "{}" },
  actions: [],
  /** What it does with image sets of the tenants' data stores, by a policy that names these. */
  imageActions: [
    "medical-imaging:GetImageFrame",
    "medical-imaging:GetImageSetMetadata",
    "medical-imaging:SearchImageSets",
  ],
} as const;

/** What the variable TENANTS holds by the tenant's id, as JSON. */
export interface ReaderTenant {
  readonly datastoreId: string;
  /** Name of the role that callers of this organisation have taken. */
  readonly roleName: string;
}

/** Bytes of one answer: Lambda hands on 6 MB, and binary content grows by a third on the way. */
export const MOST_ANSWER_BYTES = 4 * 1024 ** 2;

/** Operations of the API, by their ids in its document. */
export const READ_OPERATIONS = { study: "readStudy", series: "readSeries", frame: "readFrame" } as const;

/** Paths of the API by operation. */
export const PATHS = {
  study: "/tenants/{tenant}/studies/{study}",
  series: "/tenants/{tenant}/studies/{study}/series/{series}/metadata",
  frame: "/tenants/{tenant}/studies/{study}/series/{series}/instances/{instance}/frames/{frame}",
} as const;
