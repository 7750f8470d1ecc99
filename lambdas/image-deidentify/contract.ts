/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-deidentify",
  description: "De-identifies the images that a request names, and keeps back those whose pixels may show a name.",
  timeoutSeconds: 900,
  memoryMb: 3008,
  environment: ["ENVIRONMENT", "HASH_KEY_ARN", "INPUT_BUCKET", "OUTPUT_BUCKET", "QUARANTINE_BUCKET", "TENANTS"],
  examples: { TENANTS: "{}" },
  actions: [
    "events:PutEvents",
    "kms:GenerateMac",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:ListBucket",
    "s3:PutObject",
  ],
} as const;

/** Keys of the organisations by their ids, as JSON: the variable TENANTS. */
export type TenantKeys = Readonly<Record<string, string>>;

/** Object below `<tenant>/requests/<name>.json` of the input bucket. */
export interface DeidentifyRequest {
  /** Keys of checked files below `<tenant>/accepted/`. */
  readonly images: readonly string[];
  /** As the basic profile has it, moved by as many days for each patient, or kept. */
  readonly dates: "remove" | "move" | "keep";
  readonly descriptors: "remove" | "clean";
  /** `keep` keeps images back whose pixels may show a name; `strip` takes the pixels out. */
  readonly pixels: "keep" | "strip";
  /** Kept dates are no de-identification by 45 CFR 164.514(b)(2): on what other ground they are asked for. */
  readonly basis?: "expert-determination" | "limited-data-set";
}

/** Images that one request may name: a run takes as long as the slowest of them, one after another. */
export const MOST_IMAGES = 200;

/** Namespace of the figures, by environment. */
export const DEIDENTIFY_METRICS = {
  namespace: "phiguard/imaging",
  deidentified: "ImagesDeidentified",
  keptBack: "ImagesKeptBack",
  refused: "DeidentifyRequestsRefused",
} as const;
