/** What the component that deploys the function shares with it. */
export const contract = {
  name: "image-set-events",
  description:
    "Works on a new or changed image set: entities of its reports, and a model's answer, where these are asked for.",
  timeoutSeconds: 300,
  memoryMb: 1024,
  environment: ["HOOKS", "OUTPUT_BUCKET", "TENANTS"],
  examples: { HOOKS: '{"reports":false}', TENANTS: "{}" },
  actions: ["comprehendmedical:DetectEntitiesV2", "s3:PutObject", "sagemaker:InvokeEndpoint"],
  /** What it does with image sets of the tenants' data stores, by a policy that names these. */
  imageActions: ["medical-imaging:GetImageSetMetadata"],
} as const;

/** What is done with an image set; the variable HOOKS holds it as JSON. */
export interface Hooks {
  /** Entities of report texts by Comprehend Medical. */
  readonly reports: boolean;
  /** Endpoint of SageMaker that is asked about each image set; left out, none is. */
  readonly endpoint?: string;
}

/** What belongs to an organisation; the variable TENANTS holds it by the tenant's id as JSON. */
export interface TenantStore {
  readonly datastoreId: string;
  readonly kmsKeyArn: string;
}

/** Image sets with something new in them (EventBridge Events Reference, "AWS HealthImaging events"). */
export const IMAGE_SET_EVENT_TYPES = ["Image Set Created", "Image Set Copied", "Image Set Updated"] as const;

/** Prefix below the tenant's in the output bucket. */
export const FINDINGS = "findings/";
