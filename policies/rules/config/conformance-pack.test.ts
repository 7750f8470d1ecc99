import { from, testRule, unknownString } from "../../testing/rule-tester";
import { configConformancePackHipaaDeployed } from "./conformance-pack";

const ORGANIZATION = "aws:cfg/organizationConformancePack:OrganizationConformancePack";
const isBaseline = true;
const bucket = (props: object = {}) => ({
  type: "aws:s3/bucket:Bucket",
  name: "b",
  props: { bucket: "results", ...props },
});
const pack = { name: "hipaa-security", deliveryS3Bucket: "results" };

testRule(configConformancePackHipaaDeployed, {
  valid: [
    { name: "locked", props: pack, others: [bucket({ objectLockEnabled: true })], isBaseline },
    {
      name: "template, bucket locked inline",
      props: { templateS3Uri: "s3://packs/HIPAA.yaml", deliveryS3Bucket: from("b") },
      others: [bucket({ objectLockConfiguration: { objectLockEnabled: "Enabled" } })],
      isBaseline,
    },
    {
      name: "template body, bucket locked beside it",
      props: { templateBody: "# HIPAA", deliveryS3Bucket: from("b") },
      others: [
        bucket(),
        {
          type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          name: "l",
          props: { bucket: from("b") },
        },
      ],
      isBaseline,
    },
    { name: "for the organisation, bucket elsewhere", type: ORGANIZATION, props: pack, isBaseline },
    {
      name: "one of two",
      props: pack,
      others: [{ type: ORGANIZATION, name: "o", props: { name: "pci" } }],
      isBaseline,
    },
  ],
  invalid: [
    { name: "none", type: "aws:cfg/recorder:Recorder", props: {}, isBaseline, finds: "ConformancePack" },
    { name: "another pack", props: { ...pack, name: "pci" }, isBaseline, finds: "ConformancePack.name" },
    { name: "no delivery", props: { name: "hipaa" }, isBaseline, finds: "ConformancePack.deliveryS3Bucket" },
    { name: "bucket without a lock", props: pack, others: [bucket()], isBaseline, finds: "Bucket.objectLockEnabled" },
  ],
  notJudged: [
    { name: "not the baseline", props: { name: "pci" }, because: "exempt" },
    {
      name: "name not known yet",
      props: { ...pack, name: unknownString },
      isBaseline,
      because: "unknown",
      finds: "ConformancePack.name",
    },
  ],
});
