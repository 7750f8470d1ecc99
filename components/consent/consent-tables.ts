import * as pulumi from "@pulumi/pulumi";
import { CONSENT_KEYS, DISCLOSURE_KEYS, DISCLOSURES_BY_RECIPIENT } from "../../lambdas/consent/contract";
import { RecordTable, type TableReplica } from "../database/record-table";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { CONSENT_TABLE, DISCLOSURE_TABLE } from "./consent-names";

export interface ConsentTablesArgs {
  readonly site: Site;
  /** Tags of what points at PHI. */
  readonly tags: Tags;
  readonly internalTags: Tags;
  /** Customer key with the use `tables`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** A second region that keeps copies. */
  readonly replica: TableReplica | undefined;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * The events of every subject's consents, and what was disclosed of whom, to be accounted for. Subjects are keyed hashes; agreements on
 * documents of nobody in particular stand under a subject of their own. Who had what of whom, a breach asks by recipient.
 */
export class ConsentTables extends pulumi.ComponentResource {
  readonly consents: RecordTable;
  readonly disclosures: RecordTable;

  constructor(name: string, args: ConsentTablesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:consent:ConsentTables", name, {}, opts);
    const child = { parent: this };
    const { partition, sort, recipient } = DISCLOSURE_KEYS;
    this.consents = new RecordTable(
      `${name}-consents`,
      {
        ...args,
        role: CONSENT_TABLE,
        keys: { partition: { name: CONSENT_KEYS.partition }, sort: { name: CONSENT_KEYS.sort } },
        // Each change is a fact for the audit.
        changes: true,
      },
      child,
    );
    this.disclosures = new RecordTable(
      `${name}-disclosures`,
      {
        ...args,
        role: DISCLOSURE_TABLE,
        keys: { partition: { name: partition }, sort: { name: sort } },
        indexes: [{ name: DISCLOSURES_BY_RECIPIENT, partition: { name: recipient }, sort: { name: sort } }],
      },
      child,
    );
    this.registerOutputs({});
  }
}
