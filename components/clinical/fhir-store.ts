import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { ArgumentError } from "../errors";
import { arnOf, bucketArn, bucketName } from "../names";
import type { Place, Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import type { LifecyclePlan } from "../storage/lifecycle";
import { StoreBucket, type ObjectLock } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { dataAccessStatements } from "./data-access-policy";
import { DATA_ACCESS_ROLE } from "./fhir-access";
import { FhirDatastore } from "./fhir-datastore";

/** Full bucket names in place of the made ones; S3's rules for names hold. */
export interface FhirBucketNames {
  readonly input?: string;
  readonly output?: string;
  readonly accessLog?: string;
}

export interface FhirAccessArgs {
  readonly site: Site;
  readonly workload: string;
  readonly bucketNames?: FhirBucketNames;
}

const SERVICE = "healthlake.amazonaws.com";

/** Bucket names of a FHIR store at a place: policies name them before they are made. */
export function fhirBuckets(
  place: Place,
  names: FhirBucketNames = {},
): { input: string; output: string; accessLog: string } {
  return {
    input: names.input ?? bucketName(place, "fhir-input"),
    output: names.output ?? bucketName(place, "fhir-output"),
    accessLog: names.accessLog ?? bucketName(place, "fhir-access-log"),
  };
}

/** The role that HealthLake's import and export jobs take. It is made before the key, whose policy names it. */
export function dataAccessRole(name: string, args: FhirAccessArgs, opts: pulumi.ComponentResourceOptions): ServiceRole {
  return new ServiceRole(
    `${name}-data-access`,
    {
      site: args.site,
      tags: tagsFor(args.site, { workload: args.workload, classification: "internal" }),
      role: DATA_ACCESS_ROLE,
      description: "Reads FHIR files to import and writes exports and job logs.",
      service: SERVICE,
      sourceArn: (place) => arnOf(place, "healthlake", "datastore/fhir/*"),
      statements: (place) => {
        const { input, output } = fhirBuckets(place, args.bucketNames);
        return dataAccessStatements(bucketArn(place.region, input), bucketArn(place.region, output));
      },
    },
    opts,
  );
}

export interface FhirStoreArgs extends FhirAccessArgs {
  readonly datastoreName: string;
  readonly preloadSynthetic: boolean;
  /** Key for the buckets by ARN and for the data store by alias. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly kmsKeyAlias: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** How long each new version is safe from deletion. */
  readonly objectLock: ObjectLock;
  readonly replicated: boolean;
}

/** A HealthLake data store with its input, output and access-log buckets. */
export class FhirStore extends pulumi.ComponentResource {
  readonly input: StoreBucket;
  readonly output: StoreBucket;
  readonly accessLog: AccessLogBucket;
  readonly datastore: FhirDatastore;

  constructor(name: string, args: FhirStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:FhirStore", name, {}, opts);
    const { site, workload, lifecycle, bucketNames = {} } = args;
    const given = Object.values(bucketNames).filter((bucket) => bucket !== undefined);
    if (new Set(given).size !== given.length) {
      throw new ArgumentError("FhirStore", name, "bucketNames", "three different names", given.join(", "));
    }
    const child = { parent: this };
    const phi = tagsFor(site, {
      workload,
      classification: "phi",
      purpose: "record",
      retentionDays: lifecycle.retentionDays,
      backupTier: args.replicated ? "replicated" : "versioned",
    });
    this.accessLog = new AccessLogBucket(
      `${name}-access-log`,
      {
        site,
        workload,
        role: "fhir-access-log",
        bucketName: bucketNames.accessLog,
        lifecycle,
      },
      child,
    );
    const store = (role: "input" | "output"): StoreBucket =>
      new StoreBucket(
        `${name}-${role}`,
        {
          site,
          tags: phi,
          role: `fhir-${role}`,
          bucketName: bucketNames[role],
          kmsKeyArn: args.kmsKeyArn,
          accessLogBucket: this.accessLog.bucketName,
          lifecycle,
          objectLock: args.objectLock,
        },
        child,
      );
    this.input = store("input");
    this.output = store("output");
    this.datastore = new FhirDatastore(
      `${name}-fhir`,
      {
        site,
        tags: phi,
        datastoreName: args.datastoreName,
        kmsKeyId: args.kmsKeyAlias,
        preloadSynthetic: args.preloadSynthetic,
      },
      child,
    );
    this.registerOutputs({ datastoreArn: this.datastore.arn });
  }
}
