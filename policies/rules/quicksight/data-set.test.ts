import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { quicksightColumnLevelSecurity, quicksightRlsOnPhiDataset } from "./data-set";

const another = {
  name: "another type",
  type: "aws:quicksight/analysis:Analysis",
  props: {},
  because: "other-type",
} as const;
const phi = { tags: { "phiguard:classification": "phi" } };
const internal = { tags: { "phiguard:classification": "internal" } };
const arn = "arn:aws:quicksight:us-east-1:111122223333:dataset/claims-rules";
const rules = { arn, permissionPolicy: "GRANT_ACCESS" };
const tagRules = [{ tagKey: "clinic", columnName: "clinic" }];
const [noRules, noTags] = ["rowLevelPermissionDataSet.arn", "rowLevelPermissionTagConfiguration.tagRules"];
const claims = { dataSetId: "claims", name: "claims", importMode: "SPICE" };

testRule(quicksightRlsOnPhiDataset, {
  valid: [
    {
      name: "rules for rows",
      props: { ...claims, ...phi, rowLevelPermissionDataSet: { ...rules, status: "ENABLED" } },
    },
    { name: "enabled by default, no classification", props: { ...claims, rowLevelPermissionDataSet: rules } },
    {
      name: "rules made here",
      props: { ...phi, rowLevelPermissionDataSet: { ...rules, arn: from("rules") } },
      others: [{ type: "aws:quicksight/dataSet:DataSet", name: "rules", props: { useAs: "RLS_RULES" } }],
    },
    {
      name: "tags of a session",
      props: { ...phi, rowLevelPermissionTagConfiguration: { status: "ENABLED", tagRules } },
    },
    { name: "tags enabled by default", props: { ...phi, rowLevelPermissionTagConfiguration: { tagRules } } },
  ],
  invalid: [
    { name: "none", props: { ...claims, ...phi }, finds: [noRules, noTags] },
    { name: "none, no classification", props: claims, finds: [noRules, noTags] },
    {
      name: "rules switched off",
      props: { ...phi, rowLevelPermissionDataSet: { ...rules, status: "DISABLED" } },
      finds: ["rowLevelPermissionDataSet.status", noTags],
    },
    {
      name: "tags switched off",
      props: { ...phi, rowLevelPermissionTagConfiguration: { status: "DISABLED", tagRules } },
      finds: [noRules, "rowLevelPermissionTagConfiguration.status"],
    },
    {
      name: "no rules for tags",
      props: { ...phi, rowLevelPermissionTagConfiguration: { tagRules: [] } },
      finds: [noRules, noTags],
    },
  ],
  notJudged: [
    another,
    { name: "no patient data", props: { ...claims, ...internal }, because: "exempt" },
    { name: "holds the rules itself", props: { ...claims, useAs: "RLS_RULES" }, because: "exempt" },
    { name: "tags not known", props: { ...claims, tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "status not known",
      props: { ...phi, rowLevelPermissionDataSet: { ...rules, status: unknownString } },
      because: "unknown",
      finds: "rowLevelPermissionDataSet.status",
    },
  ],
});

function table(...names: readonly unknown[]): object {
  return {
    ...claims,
    physicalTableMaps: [
      {
        physicalTableMapId: "claims",
        relationalTable: { name: "claims", inputColumns: names.map((name) => ({ name, type: "STRING" })) },
      },
    ],
  };
}

function renamed(columnName: string, newColumnName: string): object {
  return {
    logicalTableMaps: [{ alias: "claims", dataTransforms: [{ renameColumnOperation: { columnName, newColumnName } }] }],
  };
}

function restricted(...columnNames: readonly unknown[]): object {
  const principals = ["arn:aws:quicksight:us-east-1:111122223333:group/default/billing"];
  return { columnLevelPermissionRules: [{ columnNames, principals }] };
}

const finds = "columnLevelPermissionRules";
const identifiers = [
  "name full_name first_name last_name middle_name given_name family_name maiden_name address street street_address",
  "address_line1 address_line2 zip zip_code postal_code dob date_of_birth birth_date birthdate phone phone_number",
  "telephone mobile fax email email_address ssn social_security_number mrn medical_record_number member_id",
  "subscriber_id insurance_id policy_number account_number license_number drivers_license device_id ip_address",
  "patient_id",
].flatMap((line) => line.split(" "));

testRule(quicksightColumnLevelSecurity, {
  valid: [
    { name: "named in a rule", props: { ...table("ssn", "amount"), ...phi, ...restricted("ssn") } },
    { name: "one of two named", props: { ...table("ssn", "zip"), ...restricted("ssn") } },
    { name: "after a renaming", props: { ...table("ssn"), ...restricted("Number"), ...renamed("ssn", "Number") } },
    {
      name: "columns the team lists",
      props: { ...table("ward"), ...restricted("ward") },
      config: { identifierColumns: ["ward"] },
    },
  ],
  invalid: [
    { name: "no rule", props: { ...table("ssn", "amount"), ...phi }, finds },
    ...identifiers.map((name) => ({ name: `no rule for ${name}`, props: table("amount", name), finds })),
    {
      name: "in the second table",
      props: {
        ...claims,
        physicalTableMaps: [
          { s3Source: { inputColumns: [{ name: "amount" }] } },
          { s3Source: { inputColumns: [{ name: "amount" }, { name: "ssn" }] } },
        ],
      },
      finds,
    },
    {
      name: "renamings not known",
      props: { ...table("ssn"), ...restricted("Number"), logicalTableMaps: unknownValue },
      finds,
    },
    { name: "in camel case", props: table("lastName"), finds },
    { name: "with a space", props: table("Date of birth"), finds },
    { name: "with hyphens", props: table("zip-code"), finds },
    { name: "the patient's", props: table("patientName"), finds },
    { name: "a rule for another column", props: { ...table("ssn", "amount"), ...restricted("amount") }, finds },
    {
      name: "a rule for another column, renamed",
      props: { ...table("ssn", "amount"), ...restricted("Sum"), ...renamed("amount", "Sum") },
      finds,
    },
    { name: "a rule without columns", props: { ...table("ssn"), ...restricted() }, finds },
    {
      name: "a query",
      props: {
        ...claims,
        physicalTableMaps: [{ customSql: { sqlQuery: "select ssn from claims", columns: [{ name: "ssn" }] } }],
      },
      finds,
    },
    {
      name: "files",
      props: { ...claims, physicalTableMaps: [{ s3Source: { inputColumns: [{ name: "ssn" }] } }] },
      finds,
    },
    { name: "columns the team lists", props: table("ward"), config: { identifierColumns: ["ward"] }, finds },
  ],
  notJudged: [
    another,
    { name: "no identifier", props: table("amount", "code", "filename", "xpatient_name"), because: "exempt" },
    { name: "no patient data", props: { ...table("ssn"), ...internal }, because: "exempt" },
    { name: "rules for rows", props: { ...table("email"), useAs: "RLS_RULES" }, because: "exempt" },
    { name: "not on the team's list", props: table("ssn"), config: { identifierColumns: ["ward"] }, because: "exempt" },
    {
      name: "tables not known",
      props: { ...claims, physicalTableMaps: unknownValue },
      because: "unknown",
      finds: "physicalTableMaps",
    },
    {
      name: "column not known",
      props: table(unknownString),
      because: "unknown",
      finds: "physicalTableMaps[0].relationalTable.inputColumns[0].name",
    },
    {
      name: "rule not known",
      props: { ...table("ssn"), ...restricted(unknownString) },
      because: "unknown",
      finds: "columnLevelPermissionRules[0].columnNames[0]",
    },
  ],
});
