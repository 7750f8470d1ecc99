import type * as pulumi from "@pulumi/pulumi";
import { contract as validate } from "../../lambdas/dicom-validate/contract";
import { contract as deidentify } from "../../lambdas/image-deidentify/contract";
import { contract as start } from "../../lambdas/image-import/contract";
import { contract as quarantine } from "../../lambdas/image-quarantine/contract";
import { contract as read } from "../../lambdas/image-read/contract";
import { contract as sets } from "../../lambdas/image-set-events/contract";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import type { FunctionContract } from "../compute/function-contract";
import { functionRole, functionUses } from "../compute/function-role";
import { machineArn, stateMachineRole, stateMachineUses } from "../compute/state-machine-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import { tagsFor } from "../tags";
import {
  importStatements,
  jobStatements,
  quarantineStatements,
  setsStatements,
  validateStatements,
} from "./image-access";
import { deidentifyStatements } from "./image-deidentify-access";
import { accessRole, INTAKE_ROLE, ruleRole, type Tenant } from "./image-names";
import { TenantRole } from "./image-tenant";

export interface ImageRolesArgs {
  readonly site: Site;
  readonly workload: string;
  readonly tenants: readonly Tenant[];
}

/** Roles of one organisation: HealthImaging's for its jobs, and the one it takes itself. */
export interface TenantRoles {
  readonly tenant: Tenant;
  readonly access: ServiceRole;
  readonly own: TenantRole;
}

/** Every role of the workload. They are made before its keys, whose policies name them. */
export interface ImageRoles {
  readonly validate: ServiceRole;
  readonly start: ServiceRole;
  readonly quarantine: ServiceRole;
  /** Works on image sets that are new or have changed. */
  readonly sets: ServiceRole;
  /** Answers viewers. */
  readonly read: ServiceRole;
  /** De-identifies what is asked for. */
  readonly deidentify: ServiceRole;
  readonly machine: ServiceRole;
  /** With which EventBridge starts the machine. */
  readonly rules: ServiceRole;
  readonly tenants: readonly TenantRoles[];
}

/** Functions of the intake's flow, and all of them. */
export const INTAKE_FUNCTIONS = { validate, start, quarantine } as const;
export const IMAGE_FUNCTIONS = { ...INTAKE_FUNCTIONS, sets, read, deidentify } as const;

export function imageRoles(name: string, args: ImageRolesArgs, opts: pulumi.ComponentResourceOptions): ImageRoles {
  const { site, workload, tenants } = args;
  const tags = tagsFor(site, { workload, classification: "internal" });
  const ofFunction = (contract: FunctionContract, statements: (place: Place) => Statement[]): ServiceRole =>
    functionRole(`${name}-${contract.name}`, { site, tags, contract, statements, inNetwork: true }, opts);
  return {
    validate: ofFunction(validate, (place) => validateStatements(place, tenants)),
    start: ofFunction(start, (place) => importStatements(place, site, workload, tenants)),
    quarantine: ofFunction(quarantine, (place) => quarantineStatements(place, tenants)),
    sets: ofFunction(sets, (place) => setsStatements(place, site, workload, tenants)),
    read: ofFunction(read, () => []),
    deidentify: ofFunction(deidentify, (place) => deidentifyStatements(place, workload, tenants)),
    machine: stateMachineRole(
      `${name}-intake`,
      { site, tags, role: INTAKE_ROLE, functions: Object.values(INTAKE_FUNCTIONS) },
      opts,
    ),
    rules: new ServiceRole(
      `${name}-intake-rules`,
      {
        site,
        tags,
        role: `${INTAKE_ROLE}-rules`,
        description: "Starts the intake of a batch of images.",
        service: "events.amazonaws.com",
        sourceArn: (place) =>
          tenants.map(({ id }) => arnOf(place, "events", `rule/${nameFor(place, "rule", ruleRole(id))}`)),
        statements: (place) => [
          {
            Sid: "StartIntake",
            Effect: "Allow",
            Action: "states:StartExecution",
            Resource: machineArn(place, INTAKE_ROLE),
          },
        ],
      },
      opts,
    ),
    tenants: tenants.map((tenant) => ({
      tenant,
      access: new ServiceRole(
        `${name}-${tenant.id}-access`,
        {
          site,
          tags,
          role: accessRole(tenant.id),
          description: `Imports images of the tenant ${tenant.id}.`,
          service: "medical-imaging.amazonaws.com",
          sourceArn: (place) => arnOf(place, "medical-imaging", "datastore/*"),
          statements: (place) => jobStatements(place, tenant),
        },
        opts,
      ),
      own: new TenantRole(`${name}-${tenant.id}`, { site, tags, tenant }, opts),
    })),
  };
}

/** Uses of the workload's key: what the functions keep, the machine, results of jobs. */
export function workloadKeyUses(roles: ImageRoles, site: Site): pulumi.Input<KeyUse>[] {
  return [
    { kind: "logs" },
    { kind: "log-delivery" },
    functionUses(roles.validate, "CheckRuns"),
    // The manifests of jobs lie under this key.
    functionUses(roles.start, "ImportRuns", ["s3"]),
    functionUses(roles.quarantine, "QuarantineRuns"),
    functionUses(roles.sets, "SetEventsRun"),
    functionUses(roles.read, "ReaderRuns"),
    functionUses(roles.deidentify, "DeidentifyRuns"),
    stateMachineUses(roles.machine, site, INTAKE_ROLE, "Intake"),
    roleUse(roles.rules, "RulesStartIntake", ["kms:Decrypt", "kms:GenerateDataKey"], ["states"]),
    ...roles.tenants.map(({ tenant, access }) =>
      roleUse(access, sid(tenant, "WritesResults"), ["kms:Decrypt", "kms:GenerateDataKey"], ["s3"]),
    ),
  ];
}

/** Uses of a tenant's key: its own objects and images, and those who work on them. No other tenant's role is among them. */
export function tenantKeyUses(roles: ImageRoles, { tenant, access, own }: TenantRoles): pulumi.Input<KeyUse>[] {
  const readWrite = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
  return [
    roleUse(roles.validate, "CheckCopiesFiles", readWrite, ["s3"]),
    roleUse(roles.quarantine, "QuarantineWritesReasons", readWrite, ["s3"]),
    roleUse(roles.sets, "SetEventsReadAndWrite", readWrite, ["s3", "medical-imaging"]),
    roleUse(roles.deidentify, "DeidentifyReadsAndWrites", readWrite, ["s3"]),
    roleUse(roles.read, "ReaderReads", ["kms:Decrypt"], ["medical-imaging"]),
    roleUse(access, sid(tenant, "Imports"), [...readWrite, "kms:DescribeKey"], ["s3", "medical-imaging"]),
    roleUse(own, sid(tenant, "UsesOwn"), [...readWrite, "kms:DescribeKey"], ["s3", "medical-imaging"]),
  ];
}

/** Sids take letters and digits alone. */
const sid = ({ id }: Tenant, what: string): string => `${id.replace(/[^a-z0-9]/g, "")}${what}`;

function roleUse(
  role: { readonly namedArn: pulumi.Output<string> },
  name: string,
  actions: (KeyUse & { kind: "role" })["actions"],
  services: readonly string[],
): pulumi.Output<KeyUse> {
  return role.namedArn.apply((roleArn): KeyUse => ({ kind: "role", sid: name, roleArn, actions, services }));
}
