import { arnOf } from "../names";
import type { Place } from "../site";
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

/** ARN of a data store by its id, 32 hexadecimal digits (Service Authorization Reference, "AWS HealthLake"). */
export function datastoreArn(place: Pick<Place, "region" | "accountId">, id: string): string {
  return arnOf(place, "healthlake", `datastore/fhir/${id}`);
}

/** HTTPS base address of a data store's FHIR R4 API (HealthLake Developer Guide, "FHIR REST APIs"). */
export function datastoreEndpoint(region: string, id: string): string {
  return `https://healthlake.${region}.amazonaws.com/datastore/${id}/r4/`;
}
