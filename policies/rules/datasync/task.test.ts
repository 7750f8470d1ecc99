import { from, testRule, unknownString } from "../../testing/rule-tester";
import { datasyncTaskLoggingEnabled, datasyncTaskVerifyAndTls } from "./task";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const SMB = "aws:datasync/locationSmb:LocationSmb";
const OBJECT_STORAGE = "aws:datasync/locationObjectStorage:LocationObjectStorage";
const claims = {
  sourceLocationArn: "arn:aws:datasync:us-east-1:111122223333:location/loc-0a1b",
  destinationLocationArn: "arn:aws:datasync:us-east-1:111122223333:location/loc-0c2d",
};
const cloudwatchLogGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/claims/datasync";

testRule(datasyncTaskLoggingEnabled, {
  valid: [
    { name: "every file", props: { ...claims, cloudwatchLogGroupArn, options: { logLevel: "TRANSFER" } } },
    {
      name: "to a log group made in the same preview",
      props: { ...claims, cloudwatchLogGroupArn: from("logs"), options: { logLevel: "TRANSFER" } },
      others: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "logs" }],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: ["cloudwatchLogGroupArn", "options.logLevel"] },
    { name: "no log group", props: { ...claims, options: { logLevel: "TRANSFER" } }, finds: "cloudwatchLogGroupArn" },
    { name: "no level (off)", props: { ...claims, cloudwatchLogGroupArn }, finds: "options.logLevel" },
    {
      name: "errors alone",
      props: { ...claims, cloudwatchLogGroupArn, options: { logLevel: "BASIC" } },
      finds: "options.logLevel",
    },
  ],
  notJudged: [
    another,
    {
      name: "a log group of another stack",
      props: { ...claims, cloudwatchLogGroupArn: unknownString, options: { logLevel: "TRANSFER" } },
      because: "unknown",
      finds: "cloudwatchLogGroupArn",
    },
  ],
});

const smb = { serverHostname: "files.example.com", subdirectory: "/claims", user: "datasync" };
const objects = { serverHostname: "objects.example.com", bucketName: "claims" };

testRule(datasyncTaskVerifyAndTls, {
  valid: [
    { name: "verifies what it transfers", props: { ...claims, options: { verifyMode: "ONLY_FILES_TRANSFERRED" } } },
    { name: "verifies everything", props: { ...claims, options: { verifyMode: "POINT_IN_TIME_CONSISTENT" } } },
    { name: "left out (verifies everything)", props: claims },
    { name: "newest SMB", type: SMB, props: smb },
    { name: "SMB 3", type: SMB, props: { ...smb, mountOptions: { version: "SMB3" } } },
    { name: "newest SMB, in words", type: SMB, props: { ...smb, mountOptions: { version: "AUTOMATIC" } } },
    { name: "HTTPS, left out", type: OBJECT_STORAGE, props: objects },
    { name: "HTTPS", type: OBJECT_STORAGE, props: { ...objects, serverProtocol: "HTTPS" } },
  ],
  invalid: [
    {
      name: "no verification",
      props: { ...claims, options: { verifyMode: "NONE" } },
      finds: "options.verifyMode",
    },
    {
      name: "SMB 2, which does not encrypt",
      type: SMB,
      props: { ...smb, mountOptions: { version: "SMB2" } },
      finds: "mountOptions.version",
    },
    { name: "HTTP", type: OBJECT_STORAGE, props: { ...objects, serverProtocol: "HTTP" }, finds: "serverProtocol" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, options: { verifyMode: unknownString } },
      because: "unknown",
      finds: "options.verifyMode",
    },
  ],
});
