import { from, testRule, unknownString } from "../../testing/rule-tester";
import { datasyncObjectStorageNoInlineSecret } from "./location-object-storage";

const claims = { serverHostname: "objects.example.com", bucketName: "claims" };

testRule(datasyncObjectStorageNoInlineSecret, {
  valid: [
    { name: "no key", props: claims },
    {
      name: "a key made in the same preview",
      props: { ...claims, accessKey: "claims", secretKey: from("password") },
      others: [{ type: "random:index/randomPassword:RandomPassword", name: "password" }],
    },
  ],
  invalid: [
    {
      name: "a key in the program",
      props: { ...claims, accessKey: "claims", secretKey: "not-a-real-key" },
      finds: "secretKey",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a key that nobody can trace",
      props: { ...claims, secretKey: unknownString },
      because: "unknown",
      finds: "secretKey",
    },
  ],
});
