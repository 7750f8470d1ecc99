import * as pulumi from "@pulumi/pulumi";
import { REVIEW_INDEX } from "../../lambdas/phi/contract";
import { RecordTable, type TableReplica } from "../database/record-table";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { REVIEW_TABLE_ROLE } from "./phi-names";

export interface PhiTablesArgs {
  readonly site: Site;
  /** Tags of what points at PHI. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  /** Key of the workload, with the use `tables`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** A second region that keeps copies. */
  readonly replica?: TableReplica;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * What the pipeline asks people: review items by document, which reviewers find by status, oldest first, without any text of a document or
 * name of a patient.
 */
export class PhiTables extends pulumi.ComponentResource {
  readonly reviews: RecordTable;

  constructor(name: string, args: PhiTablesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiTables", name, {}, opts);
    const child = { parent: this };
    this.reviews = new RecordTable(
      `${name}-reviews`,
      {
        ...args,
        role: REVIEW_TABLE_ROLE,
        keys: { partition: { name: "documentId" }, sort: { name: "kind" } },
        indexes: [{ name: REVIEW_INDEX, partition: { name: "status" }, sort: { name: "createdAt" } }],
      },
      child,
    );
    this.registerOutputs({});
  }
}
