import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { is } from "../../predicates";
import { entriesOf, jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { isObject, UNKNOWN } from "../../value";

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

interface HolderArgs extends NativeProperties {
  readonly typeName: string;
  readonly desiredState: string;
  readonly templateBody: string;
}

/** One data store, whatever its program wrote it with. */
export interface Datastore {
  readonly cmkType: Reading<string>;
  readonly kmsKeyId: Reading<string>;
  readonly strategy: Reading<string>;
  readonly fineGrained: Reading<boolean>;
  readonly preload: Reading<string>;
  /** The template's resources, where the store stands in one: keys are named there by logical id. */
  readonly template?: Reading<Template>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties: DatastoreProperties;
}

export interface Template {
  readonly Resources: Record<string, TemplateResource>;
}

const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const NATIVE = "aws-native:healthlake:FhirDatastore";
const TYPE_NAME = "AWS::HealthLake::FHIRDatastore";

/** What can hold a data store; the classic provider has no resource for one. */
export const datastoreHolder = on<HolderArgs>(CLOUD_CONTROL, "aws:cloudformation/stack:Stack", NATIVE);

export type Holder = Reading<HolderArgs>;

export const NO_DATASTORE = "It declares no HealthLake data store that this program can read.";

export function holdsDatastore(p: Holder, type: string): Answer {
  if (type === NATIVE) return yes;
  if (type === CLOUD_CONTROL) return is(p.typeName, TYPE_NAME);
  const body = valueOf(p.templateBody);
  if (body === UNKNOWN) return unknown(pathOf(p.templateBody));
  // YAML is not read; a template that names the type there stays open instead of passing unread.
  if (typeof body === "string" && valueOf(jsonOf(p.templateBody)) === UNKNOWN)
    return body.includes(TYPE_NAME) ? unknown(pathOf(p.templateBody)) : no(pathOf(p.templateBody));
  return any(no(pathOf(p.templateBody)), ...templateResources(p).map((item) => is(item.Type, TYPE_NAME)));
}

/** True when every data store of the holder satisfies it. */
export function everyDatastore(p: Holder, type: string, holds: (store: Datastore) => Answer): Answer {
  if (type === NATIVE) return holds(native(p));
  if (type === CLOUD_CONTROL) return holds(fromProperties(jsonOf<DatastoreProperties>(p.desiredState)));
  const template = jsonOf<Template>(p.templateBody);
  if (valueOf(template) === UNKNOWN) return unknown(pathOf(p.templateBody));
  return all(
    ...templateResources(p).map((item) => {
      const isStore = is(item.Type, TYPE_NAME);
      return isStore.truth === false ? yes : holds({ ...fromProperties(item.Properties), template });
    }),
  );
}

function templateResources(p: Holder): Reading<TemplateResource>[] {
  const entries = entriesOf(jsonOf<Template>(p.templateBody).Resources);
  return entries === UNKNOWN ? [] : entries.map(([, item]) => item as unknown as Reading<TemplateResource>);
}

function fromProperties(properties: Reading<DatastoreProperties>): Datastore {
  const { KmsEncryptionConfig: kms } = properties.SseConfiguration;
  const identity = properties.IdentityProviderConfiguration;
  return {
    cmkType: kms.CmkType,
    kmsKeyId: kms.KmsKeyId,
    strategy: identity.AuthorizationStrategy,
    fineGrained: identity.FineGrainedAuthorizationEnabled,
    preload: properties.PreloadDataConfig.PreloadDataType,
  };
}

function native(p: Holder): Datastore {
  const { kmsEncryptionConfig: kms } = p.sseConfiguration;
  const identity = p.identityProviderConfiguration;
  return {
    cmkType: kms.cmkType,
    kmsKeyId: kms.kmsKeyId,
    strategy: identity.authorizationStrategy,
    fineGrained: identity.fineGrainedAuthorizationEnabled,
    preload: p.preloadDataConfig.preloadDataType,
  };
}

/** `{ Ref }` or `{ Fn::GetAtt }` to a key of the same template; a parameter is known to the deployment alone. */
export function keyOfTemplate(store: Datastore): Answer | undefined {
  const value = valueOf(store.kmsKeyId);
  if (store.template === undefined || !isObject(value)) return undefined;
  const attribute = value["Fn::GetAtt"];
  const named = value["Ref"] ?? (Array.isArray(attribute) ? attribute[0] : String(attribute ?? "").split(".")[0]);
  const type = valueOf(store.template.Resources[String(named)]?.Type as Reading<string>);
  if (type === undefined || type === UNKNOWN) return unknown(pathOf(store.kmsKeyId));
  return fromBoolean(String(type).startsWith("AWS::KMS::"), pathOf(store.kmsKeyId));
}
