import { z } from "zod";
import comprehendMedical from "../../components/phi/comprehend-medical-regions.json";
import { DETECTORS, OPERATING_POINTS } from "../../lambdas/phi/contract";
import { flag, oneOf, roleNames, section, wholeIn } from "./values";

/** Lambda API Reference, "LayerVersionsListItem". */
const LAYER_VERSION = /^arn:aws(?:-us-gov)?:lambda:([a-z0-9-]+):\d{12}:layer:[A-Za-z0-9_-]{1,140}:[1-9]\d*$/;

/** `phiguard:phiPipeline`. */
export const phiPipeline = section({
  /** `recall` also takes for an identifier what is likelier to be none; `balanced` leaves that. */
  operatingPoint: oneOf(OPERATING_POINTS).default("recall"),
  /** What searches each document; what any of them finds counts. */
  detectors: z
    .array(oneOf(DETECTORS), { error: `must be a list of ${DETECTORS.join(", ")}` })
    .min(1, { error: "must name one detector at least" })
    .default(["local", "comprehend-medical"]),
  /** ARN of a version of a layer of this account and region, with a model for the detector `onnx` (docs/phi-model.md). */
  modelLayerArn: z.string().regex(LAYER_VERSION, { error: "must be the ARN of a version of a layer" }).optional(),
  /** Risk in percent below which a document goes out as it is. */
  releaseBelowPercent: wholeIn(0, 50).default(5),
  /** Risk in percent that is left after masking from which on people decide. */
  quarantineFromPercent: wholeIn(1, 100).default(50),
  /** Share in percent of what goes out that people look at, too; production must have some. */
  sampleSharePercent: wholeIn(0, 100).default(2),
  /** Largest document in MB of 1,000,000 bytes. */
  maxDocumentMb: wholeIn(1, 10).default(10),
  /** Names of the roles of this account whose people review documents. */
  reviewers: roleNames("privacy-officer"),
  /** True reads notes for the recipient clinical-entities by Comprehend Medical, and imports what comes of them into the stack's FHIR store. */
  entities: flag().default(false),
  /** Runs of each function at the same time. */
  concurrency: wholeIn(1, 100).default(10),
});

/** What no single key of `phiguard:phiPipeline` can tell: the key, and the fault. */
export function phiPipelineFaults(
  settings: z.infer<typeof phiPipeline>,
  region: string,
  { production, workloads }: { readonly production: boolean; readonly workloads: readonly string[] },
): readonly (readonly [key: string, fault: string])[] {
  const { detectors, modelLayerArn, releaseBelowPercent, quarantineFromPercent, sampleSharePercent } = settings;
  const medical = detectors.includes("comprehend-medical");
  const rows: readonly (readonly [holds: boolean, key: string, fault: string])[] = [
    [
      new Set(detectors).size === detectors.length,
      "detectors",
      `must name each detector once; got ${JSON.stringify(detectors)}`,
    ],
    [
      !detectors.every((name) => name === "onnx"),
      "detectors",
      "must name local or comprehend-medical, too: a model may be absent",
    ],
    [
      detectors.includes("onnx") === (modelLayerArn !== undefined),
      "modelLayerArn",
      "must be set with the detector onnx, and only with it",
    ],
    [
      modelLayerArn === undefined || LAYER_VERSION.exec(modelLayerArn)?.[1] === region,
      "modelLayerArn",
      `must be of ${region}, where the function is; got ${modelLayerArn}`,
    ],
    [
      !medical || comprehendMedical.regions.includes(region),
      "detectors",
      `must not include comprehend-medical in ${region}: AWS offers it in ${comprehendMedical.regions.join(", ")} (as of ${comprehendMedical.asOf})`,
    ],
    [
      !settings.entities || comprehendMedical.regions.includes(region),
      "entities",
      `must be false in ${region}: AWS offers Comprehend Medical in ${comprehendMedical.regions.join(", ")} (as of ${comprehendMedical.asOf})`,
    ],
    [
      !settings.entities || workloads.includes("healthlake"),
      "entities",
      "must be false without the workload healthlake, which imports what is read",
    ],
    [
      releaseBelowPercent < quarantineFromPercent,
      "releaseBelowPercent",
      `must be less than phiguard:phiPipeline.quarantineFromPercent (${quarantineFromPercent}); got ${releaseBelowPercent}`,
    ],
    [!production || sampleSharePercent > 0, "sampleSharePercent", "must be 1 or more in production"],
  ];
  return rows.filter(([holds]) => !holds).map(([, key, fault]) => [`phiPipeline.${key}`, fault]);
}
