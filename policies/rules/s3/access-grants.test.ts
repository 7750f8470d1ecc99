import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3AccessGrantsScoped } from "./access-grants";

const SUB = "accessGrantsLocationConfiguration.s3SubPrefix";
const team = { granteeType: "IAM", granteeIdentifier: "arn:aws:iam::111122223333:role/claims" };

function grant(change: object = {}): object {
  return { accessGrantsLocationId: from("location"), permission: "READWRITE", grantee: team, ...change };
}

function below(s3SubPrefix: unknown): object {
  return { accessGrantsLocationConfiguration: { s3SubPrefix } };
}

function location(locationScope: unknown, name = "location"): OtherResource {
  return {
    type: "aws:s3control/accessGrantsLocation:AccessGrantsLocation",
    name,
    props: { iamRoleArn: "arn:aws:iam::111122223333:role/grants", locationScope },
  };
}

function claims(tags?: object): OtherResource {
  return { type: "aws:s3/bucket:Bucket", name: "claims", props: { bucket: "claims", tags } };
}

const internal = { DataClassification: "internal" };

testRule(s3AccessGrantsScoped, {
  valid: [
    { name: "a prefix of the bucket", props: grant(below("billing/*")), others: [location("s3://claims/*")] },
    { name: "a location below the bucket", props: grant(), others: [location("s3://claims/billing/*")] },
    {
      name: "all of a location below the bucket",
      props: grant(below("*")),
      others: [location("s3://claims/billing*")],
    },
    {
      name: "a prefix not known yet of a location below the bucket",
      props: grant(below(unknownString)),
      others: [location("s3://claims/billing/*")],
    },
    {
      name: "a prefix in the location of all buckets",
      props: grant({ accessGrantsLocationId: "default", ...below("claims/billing/*") }),
    },
    {
      name: "a prefix in a location of elsewhere",
      props: grant({ accessGrantsLocationId: "a1b2c3d4", ...below("billing/*") }),
      others: [location("s3://claims/*", "other")],
    },
    {
      name: "a prefix of a bucket made in the same preview",
      props: grant(below("billing/*")),
      others: [claims(), location(from("claims"))],
    },
    {
      name: "a prefix of the bucket, by a slash",
      props: grant(below("billing/*")),
      others: [location("s3://claims/")],
    },
  ],
  invalid: [
    { name: "a whole bucket", props: grant(), others: [location("s3://claims/*")], finds: SUB },
    { name: "a whole bucket, by prefix", props: grant(below("*")), others: [location("s3://claims")], finds: SUB },
    { name: "all of its keys", props: grant(below("*")), others: [location("s3://claims/")], finds: SUB },
    { name: "all buckets", props: grant(), others: [location("s3://")], finds: SUB },
    { name: "all buckets, from the start", props: grant({ accessGrantsLocationId: "default" }), finds: SUB },
    {
      name: "a whole bucket among all",
      props: grant({ accessGrantsLocationId: "default", ...below("claims/*") }),
      finds: SUB,
    },
    {
      name: "a whole bucket, though another one is internal",
      props: grant(),
      others: [location("s3://visits/*"), claims(internal)],
      finds: SUB,
    },
    {
      name: "a whole bucket of patient data, by a grant that says otherwise",
      props: grant({ tags: internal }),
      others: [location("s3://claims/*"), claims({ DataClassification: "phi" })],
      finds: SUB,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "reads alone",
      props: grant({ permission: "READ" }),
      others: [location("s3://claims/*")],
      because: "exempt",
    },
    {
      name: "a bucket without patient data, by name",
      props: grant(),
      others: [location("s3://claims/*"), claims(internal)],
      because: "exempt",
    },
    {
      name: "a bucket without patient data, by reference",
      props: grant(),
      others: [location(from("claims")), claims(internal)],
      because: "exempt",
    },
    {
      name: "a grant that says what it reaches",
      props: grant({ tags: internal }),
      others: [location("s3://visits/*"), claims()],
      because: "exempt",
    },
    {
      name: "all of a location of elsewhere",
      props: grant({ accessGrantsLocationId: "a1b2c3d4" }),
      because: "unknown",
      finds: SUB,
    },
    {
      name: "an empty prefix of a location of elsewhere",
      props: grant({ accessGrantsLocationId: "a1b2c3d4", ...below("") }),
      because: "unknown",
      finds: SUB,
    },
    {
      name: "a star of a location of elsewhere",
      props: grant({ accessGrantsLocationId: unknownString, ...below("*") }),
      because: "unknown",
      finds: SUB,
    },
    {
      name: "a prefix not known yet of a location of elsewhere",
      props: grant({ accessGrantsLocationId: "a1b2c3d4", ...below(unknownString) }),
      because: "unknown",
      finds: SUB,
    },
    {
      name: "a prefix not known yet",
      props: grant(below(unknownString)),
      others: [location("s3://claims/*")],
      because: "unknown",
      finds: SUB,
    },
  ],
});
