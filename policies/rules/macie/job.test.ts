import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { macieJobCoversPhiBuckets, macieMedicalIdentifiersEnabled } from "./job";

const JOB = "aws:macie2/classificationJob:ClassificationJob";
const job = (s3JobDefinition: object, jobType = "SCHEDULED") => [
  { type: JOB, name: "j", props: { jobType, s3JobDefinition } },
];
const buckets = (name: string) => ({ bucketDefinitions: [{ accountId: "111122223333", buckets: [name] }] });
const including = (...ands: object[]) => ({ bucketCriteria: { includes: { ands } } });
const excluding = (...ands: object[]) => ({ bucketCriteria: { excludes: { ands } } });
const tag = (key: string, value?: string, comparator = "EQ") => ({
  tagCriterion: { comparator, tagValues: [{ key, value }] },
});
const simple = (key: string) => ({ simpleCriterion: { key, comparator: "EQ", values: ["111122223333"] } });
const phi = { tags: { DataClassification: "phi" } };
const internal = { DataClassification: "internal" };
const NONE = "ClassificationJob";

testRule(macieJobCoversPhiBuckets, {
  valid: [
    { name: "listed", props: { bucket: "claims", ...phi }, others: job(buckets("claims")) },
    { name: "listed, by reference", props: {}, others: job(buckets(from("subject"))) },
    { name: "by its tag", props: phi, others: job(including(tag("DataClassification", "phi"))) },
    { name: "by the key of its tag", props: phi, others: job(including(tag("DataClassification"))) },
    { name: "by a tag that it lacks", props: phi, others: job(including(tag("skip", "yes", "NE"))) },
    { name: "all of the account", props: {}, others: job(including(simple("ACCOUNT_ID"))) },
    { name: "not left out", props: phi, others: job(excluding(tag("DataClassification", "internal"))) },
    {
      name: "left out by two conditions that don't both hold",
      props: phi,
      others: job(excluding(tag("DataClassification"), tag("skip"))),
    },
    {
      name: "by one of two tags",
      props: phi,
      others: job(
        including({ tagCriterion: { comparator: "EQ", tagValues: [{ key: "team" }, { key: "DataClassification" }] } }),
      ),
    },
  ],
  invalid: [
    { name: "no job", props: { bucket: "claims", ...phi }, finds: NONE },
    { name: "job for another bucket", props: { bucket: "claims" }, others: job(buckets("other")), finds: NONE },
    {
      name: "one time",
      props: {},
      others: job(buckets(from("subject")), "ONE_TIME"),
      finds: "ClassificationJob.jobType",
    },
    { name: "another tag", props: phi, others: job(including(tag("DataClassification", "internal"))), finds: NONE },
    { name: "tag that it lacks", props: phi, others: job(including(tag("team"))), finds: NONE },
    {
      name: "one of two tags",
      props: phi,
      others: job(including(tag("DataClassification"), tag("team"))),
      finds: NONE,
    },
    { name: "left out by its tag", props: phi, others: job(excluding(tag("DataClassification", "phi"))), finds: NONE },
    {
      name: "by criteria, one time",
      props: phi,
      others: job(including(simple("ACCOUNT_ID")), "ONE_TIME"),
      finds: NONE,
    },
    { name: "others put files into it", props: { tags: { ...internal, purpose: "landing" } }, finds: NONE },
    {
      name: "a purpose of the team's own",
      props: { tags: { ...internal, purpose: "post" } },
      config: { intakePurposes: ["post"] },
      finds: NONE,
    },
  ],
  alike: ["aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"],
  notJudged: [
    { name: "another type", type: JOB, props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: internal }, because: "exempt" },
    { name: "audit", props: { tags: { DataClassification: "audit" } }, because: "exempt" },
    { name: "access logs", props: { tags: { purpose: "access-log" } }, because: "exempt" },
    {
      name: "job for buckets that nobody can tell",
      props: {},
      others: job(unknownValue),
      because: "unknown",
      finds: "ClassificationJob.s3JobDefinition",
    },
    ...[tag(unknownString), tag("DataClassification", unknownString)].map((one) => ({
      name: "left out by a tag not known yet",
      props: phi,
      others: job(excluding(one)),
      because: "unknown" as const,
    })),
    { name: "by a property", props: {}, others: job(including(simple("S3_BUCKET_NAME"))), because: "unknown" },
    { name: "by a tag not known yet", props: phi, others: job(including(tag(unknownString))), because: "unknown" },
    {
      name: "by a value not known yet",
      props: phi,
      others: job(including(tag("team", unknownString))),
      because: "unknown",
    },
    {
      name: "own tags not known yet",
      props: { tags: unknownValue },
      others: job(including(tag("team"))),
      because: "unknown",
    },
  ],
});

const IDENTIFIER = "aws:macie/customDataIdentifier:CustomDataIdentifier";
const finds = "customDataIdentifierIds";
const ids = (...customDataIdentifierIds: string[]) => ({ customDataIdentifierIds });
const mrn = { type: IDENTIFIER, name: "mrn", props: { name: "claims-mrn", regex: "C-\\d{8}" } };
const member = {
  type: IDENTIFIER,
  name: "member",
  props: { name: "plan", regex: "P\\d{9}", keywords: ["id", "Member ID"] },
};
const both = ids(from("mrn"), from("member"));

testRule(macieMedicalIdentifiersEnabled, {
  valid: [
    { name: "both", props: both, others: [mrn, member] },
    {
      name: "both, by id",
      props: ids("a", "b"),
      others: [
        { ...mrn, outputs: { id: "a" } },
        { ...member, outputs: { id: "b" } },
      ],
    },
    {
      name: "by description and pattern",
      props: both,
      others: [
        { ...mrn, props: { name: "a", description: "Medical record numbers" } },
        { ...member, props: { name: "b", regex: "(subscriber)\\s\\d+" } },
      ],
    },
    {
      name: "chart number, insurance",
      props: both,
      others: [
        { ...mrn, props: { name: "chart-no" } },
        { ...member, props: { name: "insurance" } },
      ],
    },
    {
      name: "beneficiary",
      props: both,
      others: [
        { ...mrn, props: { name: "chart_number" } },
        { ...member, props: { name: "beneficiary" } },
      ],
    },
    { name: "made elsewhere", props: ids("a1b2c3") },
    { name: "made elsewhere, beside others", props: ids("a1b2c3"), others: [mrn] },
    { name: "of another stack", props: ids(unknownString), others: [mrn] },
    { name: "one made elsewhere", props: ids(from("mrn"), "a1b2c3"), others: [mrn] },
  ],
  invalid: [
    { name: "none", props: { jobType: "SCHEDULED" }, finds },
    { name: "record numbers alone", props: ids(from("mrn")), others: [mrn], finds },
    { name: "member ids alone", props: ids(from("member")), others: [mrn, member], finds },
    {
      name: "others alone",
      props: ids(from("mrn")),
      others: [{ ...mrn, props: { name: "invoice", keywords: unknownValue } }],
      finds,
    },
  ],
  notJudged: [
    { name: "another type", type: IDENTIFIER, props: {}, because: "other-type" },
    { name: "not known yet", props: { customDataIdentifierIds: unknownValue }, because: "unknown", finds },
  ],
});
