import { type Properties, isRecord, isUnknown, plain } from "../wire";
import { type CheckFailure } from "./check";
import { type Scene } from "./scene";

export const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

/**
 * What Cloud Control knows of a CloudFormation type. Source: the types' schemas (`primaryIdentifier`,
 * `readOnlyProperties`, `createOnlyProperties`) as documented in the CloudFormation template reference.
 */
interface CloudFormationType {
  /** The primary identifier, made by AWS or given by the program. */
  identifier: { property: string; made?: (scene: Scene) => string };
  /** Properties AWS adds. */
  readOnly?: (scene: Scene, id: string) => Properties;
  createOnly: readonly string[];
}

const TYPES: Readonly<Record<string, CloudFormationType>> = {
  "AWS::HealthLake::FHIRDatastore": {
    identifier: { property: "DatastoreId", made: ({ made }) => made.hex(32, "datastore") },
    readOnly: ({ partition, region, setting }, id) => ({
      DatastoreArn: `arn:${partition.id}:healthlake:${region}:${setting.account}:datastore/fhir/${id}`,
      DatastoreEndpoint: `https://healthlake.${region}.${partition.dnsSuffix}/datastore/${id}/r4/`,
      DatastoreStatus: "ACTIVE",
      CreatedAt: { Seconds: "1767225600", Nanos: 0 },
    }),
    createOnly: [
      "DatastoreName",
      "DatastoreTypeVersion",
      "IdentityProviderConfiguration",
      "PreloadDataConfig",
      "SseConfiguration",
    ],
  },
  "AWS::HealthImaging::Datastore": {
    identifier: { property: "DatastoreId", made: ({ made }) => made.hex(32, "datastore") },
    readOnly: ({ partition, region, setting }, id) => ({
      DatastoreArn: `arn:${partition.id}:medical-imaging:${region}:${setting.account}:datastore/${id}`,
      DatastoreStatus: "ACTIVE",
      CreatedAt: "2026-01-01T00:00:00Z",
      UpdatedAt: "2026-01-01T00:00:00Z",
    }),
    createOnly: ["DatastoreName", "KmsKeyArn", "Tags"],
  },
  "AWS::Omics::SequenceStore": {
    identifier: {
      property: "SequenceStoreId",
      made: ({ made }) => String(1_000_000_000 + made.number(65_536, "store")),
    },
    readOnly: ({ partition, region, setting }, id) => ({
      Arn: `arn:${partition.id}:omics:${region}:${setting.account}:sequenceStore/${id}`,
      CreationTime: "2026-01-01T00:00:00Z",
    }),
    createOnly: ["SseConfig"],
  },
};

const TYPE_NAME = /^[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}(::MODULE)?$/;

/** Cloud Control's own refusals: a type name of another form, a desired state that is no JSON object. */
export function checkCloudControl(inputs: Properties): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const typeName = plain(inputs["typeName"]);
  if (typeof typeName === "string" && !isUnknown(typeName) && !TYPE_NAME.test(typeName)) {
    failures.push({
      property: "typeName",
      reason: `typeName must be three names joined by "::", e.g. AWS::HealthLake::FHIRDatastore; got "${typeName}"`,
    });
  }
  const desired = plain(inputs["desiredState"]);
  if (typeof desired === "string" && !isUnknown(desired) && parseState(desired) === undefined) {
    failures.push({ property: "desiredState", reason: "desiredState must be a JSON object in a string" });
  }
  return failures;
}

/** The primary identifier and the `properties` output of a resource made or updated. */
export function cloudControlOutputs(
  scene: Scene,
  inputs: Properties,
  oldId?: string,
): { id: string; properties: string } {
  const typeName = String(plain(inputs["typeName"]));
  const state = parseState(plain(inputs["desiredState"])) ?? {};
  const type = TYPES[typeName];
  if (type === undefined) {
    const id = oldId ?? generalIdentifier(scene, typeName, state);
    return { id, properties: JSON.stringify(state) };
  }
  const { property, made } = type.identifier;
  const id = oldId ?? (made === undefined ? String(state[property] ?? "") : made(scene));
  return { id, properties: JSON.stringify({ ...state, ...type.readOnly?.(scene, id), [property]: id }) };
}

/** Of a type not in the table: its own name if it has one (`<Type>Name` or `Name`), else made digits. */
function generalIdentifier(scene: Scene, typeName: string, state: Properties): string {
  const short = typeName.split("::").pop() ?? "";
  const name = state[`${short}Name`] ?? state["Name"];
  return typeof name === "string" && name !== "" ? name : scene.made.hex(17, typeName);
}

/** Whether the change of the desired state touches a property that CloudFormation cannot change in place. */
export function changesCreateOnly(typeName: unknown, before: unknown, after: unknown): boolean {
  const type = TYPES[String(plain(typeName))];
  const old = parseState(plain(before));
  const next = parseState(plain(after));
  if (type === undefined || old === undefined || next === undefined) {
    return false;
  }
  return type.createOnly.some((property) => canonical(old[property]) !== canonical(next[property]));
}

function parseState(text: unknown): Properties | undefined {
  if (typeof text !== "string") {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** JSON with sorted keys, so that the order of writing is no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    isRecord(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
