import type { DataSetArgs } from "@pulumi/aws/quicksight";
import { about, all, any, fromBoolean, not, unknown, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { is, present, some } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";

export const dataSet = on<DataSetArgs>("aws:quicksight/dataSet:DataSet");

export const quicksightRlsOnPhiDataset = dataSet.rule({
  id: "quicksight-rls-on-phi-dataset",
  title: "QuickSight data sets with patient data show each reader the rows that are theirs to see",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source:
    "https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-row-level-security.html",
  says: "shows every row of patient data to everyone who may open it",
  fix: 'Set rowLevelPermissionDataSet: { arn: rules.arn, permissionPolicy: "GRANT_ACCESS", status: "ENABLED" }, or classify what holds no patient data.',
  why: "A data set counts as one with patient data until its tag says otherwise. Left out, status is ENABLED.",
  appliesWhen: (p, settings, resource) => all(mayHoldPhi(resource, settings), not(is(p.useAs, "RLS_RULES"))),
  otherwise: "It is classified as holding no patient data, or holds the rules for rows itself.",
  requires: ({ rowLevelPermissionDataSet: rules, rowLevelPermissionTagConfiguration: tags }) =>
    any(
      all(present(rules.arn), not(is(rules.status, "DISABLED"), pathOf(rules.status))),
      all(present(tags.tagRules), not(is(tags.status, "DISABLED"), pathOf(tags.status))),
    ),
});

/** Identifiers of 45 CFR 164.514(b)(2) as columns are called, in snake case. */
const IDENTIFIER_COLUMNS: readonly string[] = [
  "name",
  "full_name",
  "first_name",
  "last_name",
  "middle_name",
  "given_name",
  "family_name",
  "maiden_name",
  "address",
  "street",
  "street_address",
  "address_line1",
  "address_line2",
  "zip",
  "zip_code",
  "postal_code",
  "dob",
  "date_of_birth",
  "birth_date",
  "birthdate",
  "phone",
  "phone_number",
  "telephone",
  "mobile",
  "fax",
  "email",
  "email_address",
  "ssn",
  "social_security_number",
  "mrn",
  "medical_record_number",
  "member_id",
  "subscriber_id",
  "insurance_id",
  "policy_number",
  "account_number",
  "license_number",
  "drivers_license",
  "device_id",
  "ip_address",
  "patient_id",
];

const identifierColumns = texts({
  name: "identifierColumns",
  description:
    "Names of columns that tell who a patient is, in snake case; columns with patient_ in front or in camel case count too.",
  fallback: IDENTIFIER_COLUMNS,
});

export const quicksightColumnLevelSecurity = dataSet.rule({
  id: "quicksight-column-level-security",
  title: "QuickSight data sets show columns that identify patients to named readers alone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source:
    "https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-column-level-security.html",
  says: "shows columns that identify patients to everyone who may open it",
  fix: 'Add columnLevelPermissionRules: [{ columnNames: ["ssn"], principals: [group.arn] }] for each such column, or leave the column out.',
  why: "A column that no rule names is open to every reader. Which of the identifiers a reader needs is the team's to say, so a rule for one of them is enough. Columns count by their names, which identifierColumns lists.",
  config: [identifierColumns],
  appliesWhen: (p, settings, resource) =>
    all(
      mayHoldPhi(resource, settings),
      not(is(p.useAs, "RLS_RULES")),
      someColumn(p, (column) => isIdentifier(column, identifierColumns.of(settings))),
    ),
  otherwise: "It is classified as holding no patient data, or none of its columns is called like an identifier.",
  requires: (p, settings) => {
    const names = identifierColumns.of(settings);
    const renamed = renamedIdentifiers(p, names);
    const restricts = some(p.columnLevelPermissionRules, ({ columnNames }) =>
      some(columnNames, (item) => {
        const column = item as Reading<string>;
        return any(isIdentifier(column, names), fromBoolean(renamed.has(valueOf(column))));
      }),
    );
    return about(restricts, "columnLevelPermissionRules");
  },
});

interface Column {
  readonly name: string;
}

/** A column of a table, of a query or of a file in S3. */
function someColumn(p: Reading<DataSetArgs>, holds: (name: Reading<string>) => Answer): Answer {
  const test = (column: unknown): Answer => holds((column as Reading<Column>).name);
  return some(p.physicalTableMaps, ({ relationalTable, customSql, s3Source }) =>
    any(some(relationalTable.inputColumns, test), some(customSql.columns, test), some(s3Source.inputColumns, test)),
  );
}

function isIdentifier(column: Reading<string>, names: readonly string[]): Answer {
  const value = valueOf(column);
  if (value === UNKNOWN) return unknown(pathOf(column));
  const inSnakeCase = String(value)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
  return fromBoolean(
    names.some((name) => inSnakeCase === name || inSnakeCase === `patient_${name}`),
    pathOf(column),
  );
}

interface Renaming {
  readonly columnName: string;
  readonly newColumnName: string;
}

/** What identifiers are called after the data set's renamings. */
function renamedIdentifiers(p: Reading<DataSetArgs>, names: readonly string[]): ReadonlySet<unknown> {
  const transforms = known(p.logicalTableMaps).flatMap(({ dataTransforms }) => known(dataTransforms));
  return new Set(
    transforms
      .map(({ renameColumnOperation }) => renameColumnOperation as unknown as Reading<Renaming>)
      .filter(({ columnName }) => isIdentifier(columnName, names).truth === true)
      .map(({ newColumnName }) => valueOf(newColumnName)),
  );
}

function known<T>(list: Reading<T>): Exclude<ReturnType<typeof itemsOf<T>>, typeof UNKNOWN> {
  const items = itemsOf(list);
  return items === UNKNOWN ? [] : items;
}
