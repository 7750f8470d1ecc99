import type { Tags } from "../tags";

/** What CloudFormation's schema of AWS::HealthLake::FHIRDatastore asks for, as far as we set it. */
export interface DatastoreState {
  /** Shown name, 1 to 256 characters of letters, digits and _.:/=+-%@. */
  readonly name: string;
  /** Customer key by ARN, id or alias. */
  readonly kmsKeyId: string;
  /** Fills the store with Synthea's made-up patients. */
  readonly preloadSynthetic: boolean;
  readonly tags: Tags;
}

/** The desired state as Cloud Control takes it. Keys in a fixed order, so that the same arguments give the same text. */
export function datastoreState(state: DatastoreState): string {
  return JSON.stringify({
    DatastoreName: state.name,
    DatastoreTypeVersion: "R4",
    SseConfiguration: {
      KmsEncryptionConfig: { CmkType: "CUSTOMER_MANAGED_KMS_KEY", KmsKeyId: state.kmsKeyId },
    },
    ...(state.preloadSynthetic && { PreloadDataConfig: { PreloadDataType: "SYNTHEA" } }),
    Tags: Object.entries(state.tags).map(([Key, Value]) => ({ Key, Value })),
  });
}

export interface DatastoreAttributes {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly arn: string;
  /** HTTPS base address of the FHIR API. */
  readonly endpoint: string;
}

/** Reads what AWS answered. Throws when an attribute is missing: the store would be unusable to whatever needs it. */
export function datastoreAttributes(properties: string): DatastoreAttributes {
  const found = JSON.parse(properties) as Record<string, unknown>;
  const read = (key: string): string => {
    const value = found[key];
    if (typeof value !== "string" || value === "") throw new Error(`HealthLake data store: AWS returned no ${key}`);
    return value;
  };
  return { id: read("DatastoreId"), arn: read("DatastoreArn"), endpoint: read("DatastoreEndpoint") };
}
