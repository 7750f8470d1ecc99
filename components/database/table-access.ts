import type { Statement } from "../access/policy-document";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";

/** What a program does with items; nothing that changes the table itself. */
export type TableAction =
  | "dynamodb:BatchGetItem"
  | "dynamodb:BatchWriteItem"
  | "dynamodb:ConditionCheckItem"
  | "dynamodb:DeleteItem"
  | "dynamodb:GetItem"
  | "dynamodb:PutItem"
  | "dynamodb:Query"
  | "dynamodb:Scan"
  | "dynamodb:UpdateItem";

/** The two that an index answers (Service Authorization Reference, "Amazon DynamoDB"). */
const OF_INDEX: readonly TableAction[] = ["dynamodb:Query", "dynamodb:Scan"];

const READS: readonly TableAction[] = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];
const WRITES: readonly TableAction[] = [
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

/** The name of the table that a `RecordTable` of this role makes. */
export const tableName = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "table", role);

export const tableArn = (place: Place, role: string): string =>
  arnOf(place, "dynamodb", `table/${tableName(place, role)}`);

/** Which table, by its role; which of its indexes; and what the statements are called. */
export interface TableScope {
  readonly sid: string;
  readonly role: string;
  /** Names of global secondary indexes; none by default. */
  readonly indexes?: readonly string[];
}

/** Exactly these actions on the table, and those of them that an index answers on the named indexes. */
export function tableStatements(
  place: Place,
  { sid, role, indexes = [] }: TableScope,
  actions: readonly TableAction[],
): Statement[] {
  const table = tableArn(place, role);
  const ofIndex = actions.filter((action) => OF_INDEX.includes(action));
  const statements: Statement[] = [{ Sid: sid, Effect: "Allow", Action: actions, Resource: table }];
  if (indexes.length > 0 && ofIndex.length > 0) {
    statements.push({
      Sid: `${sid}ByIndex`,
      Effect: "Allow",
      Action: ofIndex,
      Resource: indexes.map((index) => `${table}/index/${index}`),
    });
  }
  return statements;
}

/** Reads items by key and by query. Scans are to be asked for by name. */
export function tableReads(place: Place, scope: TableScope): Statement[] {
  return tableStatements(place, scope, READS);
}

/** Writes, changes and removes items, one by one and in transactions; reads nothing. */
export function tableWrites(place: Place, { sid, role }: TableScope): Statement[] {
  return tableStatements(place, { sid, role }, WRITES);
}

/** Reads the table's changes, as an event source of a function. */
export function tableChangeReads(place: Place, { sid, role }: TableScope): Statement[] {
  return [
    {
      Sid: sid,
      Effect: "Allow",
      Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      Resource: `${tableArn(place, role)}/stream/*`,
    },
    // Takes no resource (Service Authorization Reference, "Amazon DynamoDB").
    { Sid: `${sid}Finds`, Effect: "Allow", Action: "dynamodb:ListStreams", Resource: "*" },
  ];
}
