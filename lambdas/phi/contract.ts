/** What the components that deploy the pipeline share with its functions. */

export const PHI_WORKLOAD = "phi-pipeline";

/** Parts of the incoming bucket: documents of their own, documents that a manifest names, manifests, and where spans are kept. */
export const INCOMING = {
  documents: "documents/",
  batches: "batches/",
  manifests: "manifests/",
  spans: "spans/",
} as const;

/** Documents that one manifest may name: a Map state writes some seven events a document, and an execution has 25,000. */
export const MOST_DOCUMENTS = 2000;
/** Of them in one page: the state of a page stays far below 256 KiB. */
export const PAGE_DOCUMENTS = 100;

/** `onnx` is a model of one's own, from a layer of the function: it may be absent, and then nothing goes out as it is. */
export const DETECTORS = ["local", "comprehend-medical", "onnx"] as const;
export type DetectorName = (typeof DETECTORS)[number];

/**
 * `recall`: also what is likelier to be nothing is taken for an identifier, and what no detector looks for may be there, so such a document
 * goes to people. `balanced`: it may be masked, and is never released as it is.
 */
export const OPERATING_POINTS = ["recall", "balanced"] as const;
export type OperatingPoint = (typeof OPERATING_POINTS)[number];

/** An operating point by its name; throws for another name. */
export function operatingPointIn(name: string): OperatingPoint {
  const point = OPERATING_POINTS.find((one) => one === name);
  if (point === undefined) throw new Error(`OPERATING_POINT must be one of ${OPERATING_POINTS.join(", ")}`);
  return point;
}

/** Metrics of the functions, in CloudWatch's embedded metric format: namespace, dimensions and units are those of every one. */
export const PHI_METRICS = {
  namespace: "phiguard/phi-pipeline",
  /** The one dimension, whose value is the environment. */
  dimension: "Environment",
  /** Documents that ended in the released or the masked bucket. Count. */
  processed: "DocumentsProcessed",
  /** Documents that ended in quarantine, for whatever reason. Count; over the sum with `processed` it is the quarantine rate. */
  quarantined: "DocumentsQuarantined",
  /** Documents that ended in quarantine because a step failed. Count; over the same sum it is the error rate. */
  failed: "DocumentsFailed",
  /** From a document's arrival to its result, either way. Milliseconds. */
  latency: "DocumentLatency",
} as const;

/** Index of the review table by which reviewers find open items, oldest first. */
export const REVIEW_INDEX = "by-status";
