import { yes, type Answer } from "../../answer";
import { CLOUD_FORMATION, everyMade, makes, ownKey, type Made, type Wrapper } from "../../made-resources";
import { customerKey } from "../../predicates";
import type { Reading } from "../../reading";
import { CLOUD_CONTROL } from "../../resource";
import { on } from "../../rule";

/** `AWS::HealthLake::FHIRDatastore` as CloudFormation and Cloud Control write it (CloudFormation template reference). */
interface DatastoreProperties {
  readonly SseConfiguration: { readonly KmsEncryptionConfig: { readonly CmkType: string; readonly KmsKeyId: string } };
  readonly IdentityProviderConfiguration: {
    readonly AuthorizationStrategy: string;
    readonly FineGrainedAuthorizationEnabled: boolean;
  };
  readonly PreloadDataConfig: { readonly PreloadDataType: string };
}

interface NativeProperties {
  readonly sseConfiguration: { readonly kmsEncryptionConfig: { readonly cmkType: string; readonly kmsKeyId: string } };
  readonly identityProviderConfiguration: {
    readonly authorizationStrategy: string;
    readonly fineGrainedAuthorizationEnabled: boolean;
  };
  readonly preloadDataConfig: { readonly preloadDataType: string };
}

type HolderArgs = NativeProperties & Wrapper;

/** One data store, whatever its program wrote it with. */
export interface Datastore {
  readonly cmkType: Reading<string>;
  /** It has a key of its own. */
  readonly ownKey: () => Answer;
  readonly strategy: Reading<string>;
  readonly fineGrained: Reading<boolean>;
  readonly preload: Reading<string>;
}

const NATIVE = "aws-native:healthlake:FhirDatastore";
const TYPE_NAME = "AWS::HealthLake::FHIRDatastore";

/** What can hold a data store; the classic provider has no resource for one. */
export const datastoreHolder = on<HolderArgs>(CLOUD_CONTROL, CLOUD_FORMATION, NATIVE);

export type Holder = Reading<HolderArgs>;

export const NO_DATASTORE = "It declares no HealthLake data store that this program can read.";

export function holdsDatastore(p: Holder, type: string): Answer {
  return type === NATIVE ? yes : makes(p, type, [TYPE_NAME]);
}

/** True when every data store of the holder satisfies it. */
export function everyDatastore(p: Holder, type: string, holds: (store: Datastore) => Answer): Answer {
  if (type === NATIVE) return holds(native(p));
  return everyMade<DatastoreProperties>(p, type, [TYPE_NAME], (made) => holds(fromProperties(made)));
}

function fromProperties(made: Made<DatastoreProperties>): Datastore {
  const { SseConfiguration, IdentityProviderConfiguration: identity, PreloadDataConfig } = made.properties;
  const { KmsEncryptionConfig: kms } = SseConfiguration;
  return {
    cmkType: kms.CmkType,
    ownKey: () => ownKey(kms.KmsKeyId, made),
    strategy: identity.AuthorizationStrategy,
    fineGrained: identity.FineGrainedAuthorizationEnabled,
    preload: PreloadDataConfig.PreloadDataType,
  };
}

function native(p: Holder): Datastore {
  const { kmsEncryptionConfig: kms } = p.sseConfiguration;
  const identity = p.identityProviderConfiguration;
  return {
    cmkType: kms.cmkType,
    ownKey: () => customerKey(kms.kmsKeyId),
    strategy: identity.authorizationStrategy,
    fineGrained: identity.fineGrainedAuthorizationEnabled,
    preload: p.preloadDataConfig.preloadDataType,
  };
}
