import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { DISCOVERIES_PREFIX } from "./accept-findings";
import { IDENTIFIERS } from "./identifiers";

export interface SensitiveDataArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Bucket that keeps the results of every analysis; its policy admits Macie, and it may be in another region. */
  readonly bucketName: pulumi.Input<string>;
  /** Customer key of the bucket's region; its policy admits Macie. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Share of a bucket's new objects that are read, in percent, [1, 100]: what Macie reads costs by the gigabyte. */
  readonly samplingPercent: number;
  /** What has to be there before Macie delivers: it tries at once. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * Macie in a region: once a week it looks into every bucket whose tag says what it holds. What it finds in buckets for PHI
 * is expected and kept as a record; PHI outside of its zone is told.
 */
export class SensitiveData extends pulumi.ComponentResource {
  constructor(name: string, args: SensitiveDataArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:SensitiveData", name, {}, opts);
    assertWhole("SensitiveData", name, "samplingPercent", args.samplingPercent, 1, 100);
    const child = { parent: this };
    const { site, tags } = args;
    const account = new aws.macie2.Account(
      `${name}-account`,
      { status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" },
      child,
    );
    const after = { ...child, dependsOn: account };
    // Macie keeps results for 90 days by itself.
    const results = new aws.macie2.ClassificationExportConfiguration(
      `${name}-results`,
      {
        s3Destination: { bucketName: args.bucketName, keyPrefix: `${DISCOVERIES_PREFIX}/`, kmsKeyArn: args.kmsKeyArn },
      },
      { ...child, dependsOn: [account, ...args.dependsOn] },
    );
    new aws.macie.FindingsFilter(
      `${name}-expected`,
      {
        name: nameFor(site, "other", "phi-in-its-zone"),
        description: "Patients' data in buckets that are meant for it: kept, and told to nobody.",
        action: "ARCHIVE",
        findingCriteria: {
          criterions: [
            { field: "category", eqs: ["CLASSIFICATION"] },
            { field: "resourcesAffected.s3Bucket.tags.key", eqs: [site.tagKeys.classification] },
            { field: "resourcesAffected.s3Bucket.tags.value", eqs: ["phi"] },
          ],
        },
        tags,
      },
      after,
    );
    const identifiers = IDENTIFIERS.map(
      ({ role, description, regex, keywords, distance }) =>
        new aws.macie.CustomDataIdentifier(
          `${name}-${role}`,
          {
            name: nameFor(site, "identifier", role),
            description,
            regex,
            keywords: [...keywords],
            maximumMatchDistance: distance,
            tags,
          },
          after,
        ),
    );
    new aws.macie2.ClassificationJob(
      `${name}-job`,
      {
        name: nameFor(site, "other", "weekly-discovery"),
        description: "Every bucket of the account that says what it holds, except for logs.",
        jobType: "SCHEDULED",
        scheduleFrequency: { weeklySchedule: "MONDAY" },
        initialRun: true,
        samplingPercentage: args.samplingPercent,
        customDataIdentifierIds: identifiers.map(({ id }) => id),
        s3JobDefinition: {
          bucketCriteria: {
            includes: {
              ands: [
                {
                  tagCriterion: {
                    comparator: "EQ",
                    tagValues: ["phi", "de-identified", "internal", "public"].map((value) => ({
                      key: site.tagKeys.classification,
                      value,
                    })),
                  },
                },
              ],
            },
            excludes: {
              ands: [
                {
                  tagCriterion: {
                    comparator: "EQ",
                    tagValues: ["audit", "access-log", "findings"].map((value) => ({
                      key: site.tagKeys.purpose,
                      value,
                    })),
                  },
                },
              ],
            },
          },
        },
        tags,
      },
      // What a job finds is lost where there is no place for the results yet.
      { ...child, dependsOn: results },
    );
    this.registerOutputs({});
  }
}
