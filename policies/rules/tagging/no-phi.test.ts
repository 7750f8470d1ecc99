import { expect } from "chai";
import { DEFAULT_SETTINGS } from "../../settings";
import { StackIndex } from "../../stack-index";
import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { noPhiInTagsOrNames } from "./no-phi";

const TABLE = "aws:dynamodb/table:Table";
const NATIVE = "aws-native:dynamodb:Table";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const STAFF = "help@clinic.example";

/** Synthetic: no area number begins with 9, and 555 is no exchange. */
const TELLING: Readonly<Record<string, string>> = {
  "a social security number": "claims of 900-12-3456",
  "one in a name": "claims-900-12-3456-archive",
  "one without hyphens": "ssn 900123456",
  "one without hyphens, in a name": "claims_SSN_900123456",
  "a medical record number": "MRN 1234567",
  "one with letters": "mrn-AB12345",
  "one in a longer word": "patientMRN12345",
  "one in words": "Medical Record Number: 1234567",
  "one in fewer words": "medical_record_12345",
  "one in short words": "medical record no. 12345",
  "one in other short words": "medical record num 12345",
  "a date of birth": "DOB: 1980-01-31",
  "one in words of its own": "date of birth 01/31/1980",
  "a birthday": "birthday 31.1.80",
  "a birth date": "birthDate=19800131",
  "born on a day": "born on 1980-01-31",
  "a provider's number with a name": "NPI 1234567893 Jane Doe",
  "a provider's number with a title": "seen by dr smith (npi 1234567893)",
  "a mail address": "jane.doe@mail.example",
  "one in capitals": "JANE.DOE@MAIL.EXAMPLE",
  "a telephone number": "call 212-555-0123",
  "one in brackets": "call (212) 555-0123",
  "one with dots and the country": "+1.212.555.0123",
  "one in one piece": "+12125550123",
};

/** What only looks alike. */
const TELLING_NOTHING: Readonly<Record<string, string>> = {
  "a date": "created 2024-01-31",
  "a timestamp": "20240131-120000",
  "an account": "arn:aws:iam::111122223333:role/claims",
  "a UUID": "123e4567-e89b-12d3-a456-426614174000",
  "an address of a network": "10.120.130.0/24",
  "a longer number": "1900-12-34567",
  "a number after a number": "12-900-12-3456",
  "a number before a number": "900-12-3456-7",
  "the word alone": "mrn lookup, dob index, ssn vault, npi list",
  "a version of a service": "mrn-2024",
  "a word that ends so": "earnborn 1980-01-31",
  "a provider's number alone": "npi 1234567893",
  "an organisation's number": "npi_1234567893_claims",
  "a handle": "@claims, claims@v2.1",
  "a longer run of digits": "212-555-01234",
  "figures with a dot before": "3.212-555-0123",
};

function entries(texts: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(texts);
}

testRule(noPhiInTagsOrNames, {
  valid: [
    {
      name: "says what it is for",
      type: TABLE,
      props: { name: "claims", tags: { Name: "claims", CostCenter: "4711" } },
    },
    { name: "left out", type: TABLE, props: {} },
    ...entries(TELLING_NOTHING).map(([name, description]) => ({ name, type: TABLE, props: { description } })),
    ...[
      "Owner",
      "contact",
      "data-team",
      "Alert Email",
      "support",
      "onCall",
      "maintainer",
      "created_by",
      "DataSteward",
      "manager",
    ].map((key) => ({ name: `${key}: staff`, type: TABLE, props: { tags: { [key]: `${STAFF}, 212-555-0123` } } })),
    {
      name: "a key that the team uses",
      type: TABLE,
      props: { tags: { pager: STAFF } },
      config: { staffTags: ["pager"] },
    },
    ...[
      "aws:iam/user:User",
      "aws:ses/emailIdentity:EmailIdentity",
      "aws:sesv2/emailIdentity:EmailIdentity",
      "aws:sns/topicSubscription:TopicSubscription",
    ].map((type) => ({ name: `${type} named for staff`, type, props: { name: STAFF, displayName: STAFF } })),
    {
      name: "a bucket that another resource names",
      type: "aws:s3/bucketVersioning:BucketVersioning",
      props: { bucket: unknownString },
    },
    { name: "a name that is a block", type: "aws:identitystore/user:User", props: { name: { familyName: "Doe" } } },
    {
      name: "tags as a list",
      type: NATIVE,
      props: { tags: [{ key: "Owner", value: STAFF }, { key: "Name" }] },
    },
    {
      name: "Cloud Control",
      type: CLOUD_CONTROL,
      props: { desiredState: JSON.stringify({ Name: "claims", Tags: [{ Key: "Owner", Value: STAFF }] }) },
    },
  ],
  invalid: [
    {
      name: "a patient's number in a tag",
      type: TABLE,
      props: { name: "claims", tags: { MRN: "1234567" } },
      finds: "tags.MRN",
    },
    ...entries(TELLING).map(([name, description]) => ({
      name,
      type: TABLE,
      props: { description },
      finds: "description",
    })),
    ...["name", "namePrefix", "displayName", "identifier", "comment", "bucketName"].map((property) => ({
      name: `in ${property}`,
      type: TABLE,
      props: { [property]: "mrn-1234567" },
      finds: property,
    })),
    ...["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws:s3/directoryBucket:DirectoryBucket"].map((type) => ({
      name: `in the name of a ${type}`,
      type,
      props: { bucket: "claims-900-12-3456" },
      finds: "bucket",
    })),
    { name: "a mail address in a tag", type: TABLE, props: { tags: { Name: STAFF } }, finds: "tags.Name" },
    { name: "a patient's address", type: TABLE, props: { tags: { PatientEmail: STAFF } }, finds: "tags.PatientEmail" },
    {
      name: "a member's number",
      type: TABLE,
      props: { tags: { memberContact: "212-555-0123" } },
      finds: "tags.memberContact",
    },
    {
      name: "a guardian's address",
      type: TABLE,
      props: { tags: { "guardian-email": STAFF } },
      finds: "tags.guardian-email",
    },
    {
      name: "a patient's number in a tag of staff",
      type: TABLE,
      props: { tags: { Owner: "MRN 1234567" } },
      finds: "tags.Owner",
    },
    {
      name: "not a key that the team uses",
      type: TABLE,
      props: { tags: { Owner: STAFF } },
      config: { staffTags: [] },
      finds: "tags.Owner",
    },
    { name: "staff in a description", type: "aws:iam/user:User", props: { description: STAFF }, finds: "description" },
    {
      name: "a patient's number in the name of a user",
      type: "aws:iam/user:User",
      props: { name: "mrn-1234567", displayName: "mrn-1234567" },
      finds: ["displayName", "name"],
    },
    {
      name: "tags as a list",
      type: NATIVE,
      props: { tags: [{ key: "MRN", value: "1234567" }] },
      finds: "tags[0].value",
    },
    {
      name: "Cloud Control, a tag",
      type: CLOUD_CONTROL,
      props: {
        desiredState: JSON.stringify({
          Tags: [
            { Key: "a", Value: "b" },
            { Key: "DOB", Value: "1980-01-31" },
          ],
        }),
      },
      finds: "desiredState.Tags[1].Value",
    },
    {
      name: "Cloud Control, name and description",
      type: CLOUD_CONTROL,
      props: { desiredState: JSON.stringify({ Name: "mrn-1234567", Description: STAFF }) },
      finds: ["desiredState.Description", "desiredState.Name"],
    },
  ],
  notJudged: [
    { name: "another provider", type: "random:index/randomId:RandomId", props: {}, because: "other-type" },
    {
      name: "a description not known yet",
      type: TABLE,
      props: { description: unknownString },
      because: "unknown",
      finds: "description",
    },
    {
      // What is written around the id is not told: "mrn-1234567-" before it looks the same.
      name: "a name made from an id that AWS makes",
      type: "aws:cloudwatch/logGroup:LogGroup",
      props: { name: from("api") },
      others: [{ type: "aws:apigateway/restApi:RestApi", name: "api", props: { name: "claims" } }],
      because: "unknown",
      finds: "name",
    },
    { name: "tags not known yet", type: TABLE, props: { tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "a tag not known yet",
      type: TABLE,
      props: { tags: { Name: unknownString } },
      because: "unknown",
      finds: "tags.Name",
    },
    {
      name: "a tag of a list not known yet",
      type: NATIVE,
      props: { tags: [unknownValue] },
      because: "unknown",
      finds: "tags[0].value",
    },
  ],
});

describe("names of resources in the program", () => {
  const settings = { ...DEFAULT_SETTINGS };
  const judged = (name: string, type: string) => {
    const resource = { urn: `urn:pulumi:test::clinic::${type}::${name}`, type, name, inputs: {} };
    return noPhiInTagsOrNames.judge?.(resource, { settings, stack: new StackIndex([resource]), isBaseline: false });
  };

  it("count as names", () => {
    expect(judged("mrn-1234567", TABLE)).to.include({ result: "fail" });
    expect(judged("mrn-1234567", TABLE)?.finds).to.deep.equal(["resource name"]);
    expect(judged("claims", TABLE)).to.include({ result: "pass" });
  });

  it("may be addresses of staff where the type stands for one", () => {
    expect(judged(STAFF, "aws:iam/user:User")).to.include({ result: "pass" });
    expect(judged(STAFF, TABLE)).to.include({ result: "fail" });
  });
});
