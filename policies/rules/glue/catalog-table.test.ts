import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { glueCatalogTablePhiColumnClassification } from "./catalog-table";

const TAGS = "aws:lakeformation/resourceLfTags:ResourceLfTags";
const column = (name: string): object => ({ name, type: "string" });
const table = (
  parameters: unknown,
  columns: unknown = [column("claim_id"), column("ssn")],
  rest: object = {},
): object => ({
  name: "claims",
  databaseName: "billing",
  ...(parameters === undefined ? {} : { parameters }),
  storageDescriptor: { location: "s3://clinic-claims/", columns },
  ...rest,
});
const phi = { "phiguard:classification": "phi", classification: "parquet" };
const lfTags = [{ key: "phi", value: "identifier" }];
const tags = (props: object, name = "tags"): OtherResource => ({ type: TAGS, name, props: { lfTags, ...props } });
const onColumns = (rest: object): OtherResource =>
  tags({ tableWithColumns: { databaseName: "billing", name: "claims", ...rest } });
const database: OtherResource = {
  type: "aws:glue/catalogDatabase:CatalogDatabase",
  name: "db",
  props: { name: "billing" },
};
const IDENTIFIERS = [
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
];
const SSN = "storageDescriptor.columns[1].name";

testRule(glueCatalogTablePhiColumnClassification, {
  valid: [
    { name: "identifier column tagged", props: table(phi), others: [onColumns({ columnNames: ["ssn"] })] },
    {
      name: "by reference",
      props: table(phi),
      others: [
        tags({ tableWithColumns: { databaseName: from("db"), name: from("subject"), columnNames: ["ssn"] } }),
        database,
      ],
    },
    {
      name: "the single tag resource",
      props: table(phi),
      others: [
        {
          ...onColumns({ columnNames: ["claim_id", "ssn"] }),
          type: "aws:lakeformation/resourceLfTag:ResourceLfTag",
        },
      ],
    },
    { name: "every column", props: table(phi), others: [onColumns({ wildcard: true })] },
    {
      name: "every column, as the single resource writes it",
      props: table(phi),
      others: [onColumns({ columnWildcard: {} })],
    },
    {
      name: "every column but another",
      props: table(phi),
      others: [onColumns({ wildcard: true, excludedColumnNames: ["claim_id"] })],
    },
    { name: "whole table", props: table(phi), others: [tags({ table: { databaseName: "billing", name: "claims" } })] },
    {
      name: "all tables of the database",
      props: table(phi),
      others: [database, tags({ table: { databaseName: "billing", wildcard: true } })],
    },
    {
      name: "the database, by reference",
      props: table(phi, undefined, { databaseName: from("db") }),
      others: [database, tags({ database: { name: from("db") } })],
    },
    { name: "no identifier column", props: table(phi, [column("claim_id"), column("amount")]) },
    { name: "a word that only ends alike", props: table(phi, [column("clssn")]) },
    { name: "no columns", props: table(phi, []) },
    { name: "de-identified", props: table({ DataClassification: "de-identified" }) },
    { name: "internal", props: table({ DataClassification: "internal" }) },
    { name: "public", props: table({ DataClassification: "public" }) },
    {
      name: "names of the team's own",
      props: table(phi, [column("ssn")]),
      config: { identifierColumns: ["chart_no"] },
    },
    {
      name: "name filled in",
      props: table(phi, undefined, { name: undefined }),
      outputs: { name: "claims-1a2b3c" },
      others: [tags({ table: { databaseName: "billing", name: "claims-1a2b3c" } })],
    },
  ],
  invalid: [
    { name: "no tag on the identifier column", props: table(phi), finds: SSN },
    { name: "no classification", props: table({ classification: "parquet" }), finds: "parameters" },
    { name: "no parameters", props: table(undefined), finds: "parameters" },
    { name: "a word nobody knows counts as patient data", props: table({ DataClassification: "teal" }), finds: SSN },
    {
      name: "tag on another column",
      props: table(phi),
      others: [onColumns({ columnNames: ["claim_id"] })],
      finds: SSN,
    },
    {
      name: "column left out of the tag",
      props: table(phi),
      others: [onColumns({ wildcard: true, excludedColumnNames: ["ssn"] })],
      finds: SSN,
    },
    {
      name: "column left out of the single resource",
      props: table(phi),
      others: [onColumns({ columnWildcard: { excludedColumnNames: ["ssn"] } })],
      finds: SSN,
    },
    {
      name: "tag on a table of another database",
      props: table(phi),
      others: [tags({ table: { databaseName: "labs", name: "claims" } })],
      finds: SSN,
    },
    {
      name: "columns of another table",
      props: table(phi),
      others: [tags({ tableWithColumns: { databaseName: "claims", name: "labs", columnNames: ["ssn"] } })],
      finds: SSN,
    },
    {
      name: "another table of the database",
      props: table(phi),
      others: [database, tags({ table: { databaseName: "billing", name: "labs" } })],
      finds: SSN,
    },
    {
      name: "another table of a database called like this one",
      props: table(phi, undefined, { databaseName: "claims" }),
      others: [tags({ table: { databaseName: "claims", name: "labs" } })],
      finds: SSN,
    },
    {
      name: "each identifier",
      props: table(phi, IDENTIFIERS.map(column)),
      finds: IDENTIFIERS.map((_, position) => `storageDescriptor.columns[${position}].name`),
    },
    {
      name: "with a prefix, in camel case",
      props: table(phi, [column("patientDateOfBirth")]),
      finds: "storageDescriptor.columns[0].name",
    },
    {
      name: "names of the team's own",
      props: table(phi, [column("chart_no")]),
      config: { identifierColumns: ["chart_no"] },
      finds: "storageDescriptor.columns[0].name",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:glue/job:Job", props: {}, because: "other-type" },
    {
      name: "a link",
      props: table(undefined, [], {
        targetTable: { catalogId: "444455556666", databaseName: "billing", name: "claims" },
      }),
      because: "exempt",
    },
    { name: "parameters not known yet", props: table(unknownValue), because: "unknown", finds: "parameters" },
    {
      name: "column not known yet",
      props: table(phi, [column(unknownString)]),
      because: "unknown",
      finds: "storageDescriptor.columns[0].name",
    },
    {
      name: "tags on a table that can't be told",
      props: table(phi),
      others: [tags({ table: { databaseName: "billing", name: unknownString } })],
      because: "unknown",
      finds: "ResourceLfTags.table",
    },
  ],
});
