import type { CatalogDatabaseArgs, CatalogTableArgs } from "@pulumi/aws/glue";
import { about, all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { classificationOf } from "../../classification";
import { absent, every, is, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { inSnakeCase } from "../../named-texts";

/** LF-tags on a database, a table or some of its columns, as both generations of the resource write them. */
interface LfTagsShape {
  readonly database: { readonly name: string };
  readonly table: { readonly databaseName: string; readonly name: string; readonly wildcard: boolean };
  readonly tableWithColumns: {
    readonly databaseName: string;
    readonly name: string;
    readonly columnNames: string[];
    readonly wildcard: boolean;
    readonly columnWildcard: { readonly excludedColumnNames: string[] };
    readonly excludedColumnNames: string[];
  };
}

const catalogTable = on<CatalogTableArgs>("aws:glue/catalogTable:CatalogTable");
const catalogDatabase: Kind<CatalogDatabaseArgs> = { types: ["aws:glue/catalogDatabase:CatalogDatabase"] };
const lfTags: Kind<LfTagsShape> = {
  types: ["aws:lakeformation/resourceLfTags:ResourceLfTags", "aws:lakeformation/resourceLfTag:ResourceLfTag"],
};

const identifierColumns = texts({
  name: "identifierColumns",
  description: "Names of columns, in snake case, that hold an identifier of a patient; with a prefix they count, too.",
  // 45 CFR 164.514(b)(2): the identifiers that a table would keep in a column.
  fallback: [
    "first_name",
    "last_name",
    "full_name",
    "patient_name",
    "address",
    "street",
    "zip_code",
    "postal_code",
    "date_of_birth",
    "birth_date",
    "dob",
    "phone",
    "phone_number",
    "fax",
    "email",
    "ssn",
    "social_security_number",
    "mrn",
    "medical_record_number",
    "patient_id",
    "member_id",
    "beneficiary_id",
    "account_number",
    "license_number",
  ],
});

export const glueCatalogTablePhiColumnClassification = catalogTable.relation({
  id: "glue-catalog-table-phi-column-classification",
  title: "Tables say what data they hold, and LF-tags mark the columns with identifiers of patients",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)", "164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/lake-formation/latest/dg/tag-based-access-control.html",
  says: "does not say what data it holds, or has a column with an identifier of patients that no LF-tag marks",
  fix: 'Set parameters: { "phiguard:classification": "phi" } and new aws.lakeformation.ResourceLfTags("<name>", { tableWithColumns: { databaseName, name: table.name, columnNames: ["ssn"] }, lfTags: [{ key: "phi", value: "identifier" }] })',
  why: "A table takes no tags, so its parameters carry the classification. Columns take on the LF-tags of their table and database. A column counts as an identifier by its name; set identifierColumns to yours.",
  config: [identifierColumns],
  appliesWhen: (p) => absent(p.targetTable),
  otherwise: "It is a link to a table of another database, which is judged there.",
  requires: (p, stack, resource) => {
    switch (classificationIn(p, stack, resource)) {
      case "undeclared":
        return no(pathOf(p.parameters));
      case "unknown":
        return unknown(pathOf(p.parameters));
      case "de-identified":
      case "internal":
      case "public":
        return yes;
      default:
        return every(p.storageDescriptor.columns, (column) => {
          const name = column.name as Reading<string>;
          return any(not(isIdentifier(name, stack)), isTagged(p, stack, name));
        });
    }
  },
});

/** The parameters, read as the tags of another resource are. */
function classificationIn(p: Reading<CatalogTableArgs>, stack: StackView, resource: Resource): string {
  const { urn, type, name } = resource;
  return classificationOf({ urn, type, name, inputs: { tags: valueOf(p.parameters) } }, stack.settings);
}

function isIdentifier(name: Reading<string>, stack: StackView): Answer {
  const value = valueOf(name);
  if (value === UNKNOWN) return unknown(pathOf(name));
  const column = `_${inSnakeCase(String(value))}`;
  return fromBoolean(identifierColumns.of(stack.settings).some((identifier) => column.endsWith(`_${identifier}`)));
}

/** An LF-tag stands on the column, its table or its database. */
function isTagged(p: Reading<CatalogTableArgs>, stack: StackView, column: Reading<string>): Answer {
  const { databaseName, name } = stack.outputs(p) as Reading<CatalogTableArgs>;
  const isOwn = (named: Reading<{ readonly databaseName: string; readonly name: string }>): Answer =>
    all(isSame(named.databaseName, databaseName), isSame(named.name, name));
  const answer = any(
    stack.partner(p, lfTags, "table").some(({ table }) => isOwn(table)),
    stack
      .partner(p, lfTags, "tableWithColumns")
      .some(({ tableWithColumns: columns }) => all(isOwn(columns), reachesColumn(columns, column))),
    ...stack
      .named(p.databaseName, catalogDatabase)
      .certain.flatMap((database) => [
        stack.partner(database, lfTags, "database").exists(),
        stack.partner(database, lfTags, "table").some(({ table }) => is(table.wildcard, true)),
      ]),
  );
  return about(answer, pathOf(column));
}

/** Two names differ only if both are known. */
function isSame(one: Reading<unknown>, other: Reading<unknown>): Answer {
  const [a, b] = [valueOf(one), valueOf(other)];
  return fromBoolean(typeof a !== "string" || typeof b !== "string" || a === b);
}

function reachesColumn(columns: Reading<LfTagsShape["tableWithColumns"]>, column: Reading<string>): Answer {
  const name = String(valueOf(column));
  const excluded = any(
    some(columns.excludedColumnNames, (item) => is(item, name)),
    some(columns.columnWildcard.excludedColumnNames, (item) => is(item, name)),
  );
  return any(
    some(columns.columnNames, (item) => is(item, name)),
    all(any(is(columns.wildcard, true), fromBoolean(valueOf(columns.columnWildcard) !== undefined)), not(excluded)),
  );
}
