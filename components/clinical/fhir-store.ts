import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { ArgumentError } from "../errors";
import { arnOf, bucketArn, bucketName } from "../names";
import type { Place, Site } from "../site";
import type { AccessLogBucket } from "../storage/access-log-bucket";
import { recordBuckets, type RecordBucketsArgs } from "../storage/record-buckets";
import type { StoreBucket } from "../storage/store-bucket";
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

/** Buckets of the store, beside that of their access log. */
export const FHIR_BUCKETS = ["input", "output"] as const;
export const fhirBucketRole = (bucket: (typeof FHIR_BUCKETS)[number]): string => `fhir-${bucket}`;
export const FHIR_ACCESS_LOG_ROLE = "fhir-access-log";
const SERVICE = "healthlake.amazonaws.com";

/** Bucket names of a FHIR store at a place: policies name them before they are made. */
export function fhirBuckets(
  place: Place,
  names: FhirBucketNames = {},
): { input: string; output: string; accessLog: string } {
  return {
    input: names.input ?? bucketName(place, fhirBucketRole("input")),
    output: names.output ?? bucketName(place, fhirBucketRole("output")),
    accessLog: names.accessLog ?? bucketName(place, FHIR_ACCESS_LOG_ROLE),
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

export interface FhirStoreArgs extends RecordBucketsArgs {
  readonly bucketNames?: FhirBucketNames;
  readonly datastoreName: string;
  readonly preloadSynthetic: boolean;
  /** The same key for the data store, which takes it by alias. */
  readonly kmsKeyAlias: pulumi.Input<string>;
}

/** A HealthLake data store with its input, output and access-log buckets. */
export class FhirStore extends pulumi.ComponentResource {
  readonly input: StoreBucket;
  readonly output: StoreBucket;
  readonly accessLog: AccessLogBucket;
  readonly datastore: FhirDatastore;

  constructor(name: string, args: FhirStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:FhirStore", name, {}, opts);
    const { site, bucketNames = {} } = args;
    const given = Object.values(bucketNames).filter((bucket) => bucket !== undefined);
    if (new Set(given).size !== given.length) {
      throw new ArgumentError("FhirStore", name, "bucketNames", "three different names", given.join(", "));
    }
    const { buckets, accessLog, tags } = recordBuckets(
      name,
      args,
      { buckets: FHIR_BUCKETS, role: fhirBucketRole, accessLogRole: FHIR_ACCESS_LOG_ROLE, names: bucketNames },
      this,
    );
    this.input = buckets.input;
    this.output = buckets.output;
    this.accessLog = accessLog;
    this.datastore = new FhirDatastore(
      `${name}-fhir`,
      {
        site,
        tags,
        datastoreName: args.datastoreName,
        kmsKeyId: args.kmsKeyAlias,
        preloadSynthetic: args.preloadSynthetic,
      },
      { parent: this },
    );
    this.registerOutputs({ datastoreArn: this.datastore.arn });
  }
}
