import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  ssmDocumentNoSecrets,
  ssmDocumentNotPublic,
  ssmSessionManagerEncrypted,
  ssmSessionManagerLogged,
} from "./document";

const another = {
  name: "another type",
  type: "aws:ssm/parameter:Parameter",
  props: {},
  because: "other-type",
} as const;

testRule(ssmDocumentNotPublic, {
  valid: [
    { name: "not shared", props: {} },
    { name: "shared with an account", props: { permissions: { type: "Share", accountIds: "111122223333" } } },
    { name: "in the provider's spelling", props: { permissions: { type: "Share", account_ids: "111122223333" } } },
    { name: "shared with two", props: { permissions: { type: "Share", accountIds: "111122223333,444455556666" } } },
  ],
  invalid: [
    {
      name: "everyone",
      props: { permissions: { type: "Share", accountIds: "All" } },
      finds: "permissions.accountIds",
    },
    {
      name: "everyone, in the provider's spelling",
      props: { permissions: { type: "Share", account_ids: "All" } },
      finds: "permissions.account_ids",
    },
    {
      name: "everyone among others",
      props: { permissions: { type: "Share", accountIds: "111122223333, all" } },
      finds: "permissions.accountIds",
    },
    {
      name: "everyone first",
      props: { permissions: { accountIds: "ALL,111122223333" } },
      finds: "permissions.accountIds",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { permissions: { accountIds: unknownString } },
      because: "unknown",
      finds: "permissions.accountIds",
    },
  ],
});

function session(inputs: object | undefined, sessionType?: string, documentFormat = "JSON"): object {
  const content = JSON.stringify({ schemaVersion: "1.0", sessionType, inputs });
  return { documentType: "Session", documentFormat, content };
}

const yaml = (...lines: string[]): object => ({
  documentType: "Session",
  documentFormat: "YAML",
  content: ["schemaVersion: '1.0'", "sessionType: Standard_Stream", "inputs:", ...lines].join("\n"),
});

const command = { name: "a command", props: { documentType: "Command", content: "{}" }, because: "exempt" } as const;

testRule(ssmSessionManagerEncrypted, {
  valid: [
    { name: "key", props: session({ kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/k" }, "Standard_Stream") },
    { name: "key in YAML", props: yaml("  kmsKeyId: alias/sessions") },
    {
      name: "content made from a key",
      props: { documentType: "Session", content: from("k") },
      others: [{ type: "aws:kms/key:Key", name: "k" }],
    },
  ],
  invalid: [
    {
      name: "no key",
      props: session({ s3BucketName: "sessions" }, "Standard_Stream"),
      finds: "content.inputs.kmsKeyId",
    },
    { name: "empty key", props: session({ kmsKeyId: "" }), finds: "content.inputs.kmsKeyId" },
    { name: "no inputs", props: session(undefined), finds: "content.inputs.kmsKeyId" },
    { name: "no key in YAML", props: yaml("  runAsEnabled: false"), finds: "content.inputs.kmsKeyId" },
    { name: "no content", props: { documentType: "Session" }, finds: "content.inputs.kmsKeyId" },
  ],
  notJudged: [
    another,
    command,
    {
      name: "not known yet",
      props: { documentType: "Session", content: unknownString },
      because: "unknown",
      finds: "content.inputs.kmsKeyId",
    },
    {
      name: "neither JSON nor YAML",
      props: { documentType: "Session", content: "a: [" },
      because: "unknown",
      finds: "content.inputs.kmsKeyId",
    },
  ],
});

const BOTH = ["content.inputs.s3BucketName", "content.inputs.cloudWatchLogGroupName"];

testRule(ssmSessionManagerLogged, {
  valid: [
    {
      name: "encrypted bucket",
      props: session({ s3BucketName: "sessions", s3EncryptionEnabled: true }, "Standard_Stream"),
    },
    {
      name: "encrypted log group",
      props: session({ s3BucketName: "", cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: true }),
    },
    { name: "in YAML", props: yaml("  s3BucketName: sessions", "  s3EncryptionEnabled: true") },
  ],
  invalid: [
    { name: "not recorded", props: session({ kmsKeyId: "alias/sessions" }, "Standard_Stream"), finds: BOTH },
    { name: "no inputs", props: session(undefined, "InteractiveCommands"), finds: BOTH },
    { name: "no content", props: { documentType: "Session" }, finds: BOTH },
    {
      name: "bucket without encryption",
      props: session({ s3BucketName: "sessions" }),
      finds: "content.inputs.s3EncryptionEnabled",
    },
    {
      name: "bucket without, log group with encryption",
      props: session({
        s3BucketName: "sessions",
        s3EncryptionEnabled: false,
        cloudWatchLogGroupName: "sessions",
        cloudWatchEncryptionEnabled: true,
      }),
      finds: "content.inputs.s3EncryptionEnabled",
    },
    {
      name: "log group without encryption",
      props: session({ cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: false }),
      finds: "content.inputs.cloudWatchEncryptionEnabled",
    },
  ],
  notJudged: [
    another,
    command,
    { name: "a forwarded port", props: session(undefined, "Port"), because: "exempt" },
    {
      name: "not known yet",
      props: { documentType: "Session", content: unknownString },
      because: "unknown",
    },
    { name: "type not known yet", props: { documentType: unknownString }, because: "unknown", finds: "documentType" },
  ],
});

function script(...runCommand: string[]): object {
  const step = { action: "aws:runShellScript", name: "run", inputs: { runCommand } };
  return { documentType: "Command", content: JSON.stringify({ schemaVersion: "2.2", mainSteps: [step] }) };
}

testRule(ssmDocumentNoSecrets, {
  valid: [
    { name: "no secret", props: script("systemctl restart claims") },
    { name: "no content", props: {} },
    {
      name: "looked up",
      props: script(
        "export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db1)",
        "token: arn:aws:secretsmanager:us-east-1:111122223333:secret:db",
        "secret: https://vault.example.test/v1",
        "secret=/claims/db1",
        "secret=claims/db1",
        "secret=ssm:claims1",
      ),
    },
    { name: "a parameter for one", props: { content: "parameters:\n  password:\n    type: String" } },
    { name: "too short", props: script("export TOKEN=ab12") },
    { name: "text", props: { content: "a: [", documentFormat: "TEXT" } },
  ],
  invalid: [
    {
      name: "access key",
      props: script("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"),
      finds: ["content", "content.mainSteps[0].inputs.runCommand[0]"],
    },
    { name: "password of a script", props: script("export DB_PASSWORD=claims123"), finds: "content" },
    {
      name: "password by its name",
      props: { content: "inputs:\n  password: hunterhunter" },
      finds: "content.inputs.password",
    },
    { name: "option", props: script("mysql --user a --password claims123"), finds: "content" },
    ...["passwd", "passphrase", "secret", "token", "api_key", "access-key", "secretkey", "private_key", "authkey"].map(
      (name) => ({ name, props: { content: `run ${name} => "claims123"` }, finds: "content" }),
    ),
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { content: unknownString }, because: "unknown", finds: "content" },
  ],
});
