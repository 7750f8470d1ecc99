import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { lambdaEnvironmentCmk, lambdaNoSecretsInEnvironment } from "./environment";

const another = { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" } as const;

function withVariables(variables: object): { environment: object } {
  return { environment: { variables } };
}

/** Made up of parts, so that nobody's scanner takes this file for a leak. */
const keyId = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const sessionKeyId = ["ASIA", "IOSFODNN7EXAMPLE"].join("");
const secretKey = ["wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY"].join("");
const values: Record<string, string> = {
  "an access key id": keyId,
  "an access key id of a session": sessionKeyId,
  "a secret access key": secretKey,
  "a secret access key among other words": `key ${secretKey} of claims`,
  "a private key": ["-----BEGIN RSA", "PRIVATE KEY-----\nMIIE"].join(" "),
  "a plain private key": ["-----BEGIN", "PRIVATE KEY-----\nMIIE"].join(" "),
  "a GitHub token": ["ghp", "a1B2c3D4e5F6".repeat(3)].join("_"),
  "a finer GitHub token": ["github", "pat", "a1B2c3D4e5F6a1B2c3D4e5"].join("_"),
  "a Slack token": ["xoxb", "123456789012-abc"].join("-"),
  "a Stripe key": ["sk", "live", "a1B2c3D4e5F6a1B2"].join("_"),
  "a JSON web token": ["eyJhbGciOiJIUzI1", "eyJzdWIiOiJjbGFpbXM", "c2lnbmF0dXJl"].join("."),
  "a URL with a password": ["postgres://claims", "hunter2@db.internal/claims"].join(":"),
  "a URL with a password, in capitals": ["POSTGRES://claims", "hunter2@db.internal/claims"].join(":"),
  "a setting with a password": "Server=db.internal;Password=hunter2;",
  "a setting with a short word for it": "server=db.internal;pwd=hunter2;",
};
const names = [
  "DB_PASSWORD",
  "dbPassword",
  "PGPASSWORD",
  "SMTP_PASSWD",
  "PASSPHRASE",
  "DB_PWD",
  "DB_PASS",
  "CLIENT_SECRET",
  "AUTH_TOKEN",
  "api-key",
  "APIKEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "secretKey",
  "PRIVATE_KEY",
  "SIGNING_KEY",
  "AUTH_KEY",
  "ACCESS_KEY",
  "DB_CREDENTIALS",
  "DB_CREDENTIAL",
  "DB_PASSWORD_2",
];
const harmless: Record<string, string> = {
  TABLE_NAME: "claims",
  PARTITION_KEY: "patient",
  PASSWORD_MIN_LENGTH: "12",
  SECRET_ARN: "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims-a1b2c3",
  TOKEN_URL: "https://login.internal/oauth2/token",
  PWD: "claims",
  COMMIT: "0123456789abcdef0123456789abcdef01234567",
  COMMIT_UPPER: "0123456789ABCDEF0123456789ABCDEF01234567",
  CAMEL_WORDS: "claimsIntakeTopicOfTheSecondClearingHouse",
  LONGER_THAN_A_KEY: `${secretKey}A`,
  DB_URL: "postgres://db.internal:5432/claims",
};
/** A credential's name, with a value that only says where it is. */
const pointers: Record<string, string> = {
  "an ARN": "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims-a1b2c3",
  "a parameter's path": "/clinic/claims/db",
  "a secret's path": "clinic/claims-db",
  "a secret's path in capitals": "CLINIC/CLAIMS-DB",
  "an expression": "$.password",
  "a whole document": "$",
  "a part of one": "$['password']",
  "a value of the context": "$$.password",
  "another expression": "{% $password %}",
  "a URL without TLS": "http://vault.internal/claims",
  "a reference": "{{resolve:secretsmanager:claims}}",
  "a URL": "https://vault.internal/claims",
  "an alias": "alias/claims",
  "a placeholder": "${db.password}",
  "a switch": "true",
  "a switch, off": "False",
  "a switch by another word": "enabled",
  "a switch, off by another word": "disabled",
  none: "none",
  null: "null",
  nothing: "",
};

testRule(lambdaNoSecretsInEnvironment, {
  valid: [
    {
      name: "an ARN of a secret",
      props: withVariables({ DB_SECRET_ARN: harmless["SECRET_ARN"], TABLE_NAME: "claims" }),
    },
    { name: "none", props: {} },
    ...Object.entries(harmless).map(([name, value]) => ({ name, props: withVariables({ [name]: value }) })),
    ...Object.entries(pointers).map(([name, value]) => ({ name, props: withVariables({ DB_PASSWORD: value }) })),
    { name: "a table of the same preview", props: withVariables({ TABLE_NAME: unknownString }) },
    { name: "a number", props: withVariables({ DB_PASSWORD: 5 }) },
  ],
  invalid: [
    {
      name: "a password",
      props: withVariables({ TABLE_NAME: "claims", DB_PASSWORD: "hunter2" }),
      finds: "environment.variables.DB_PASSWORD",
    },
    ...names.map((name) => ({
      name,
      props: withVariables({ [name]: "hunter2" }),
      finds: `environment.variables.${name}`,
    })),
    ...Object.entries(values).map(([name, value]) => ({
      name,
      props: withVariables({ SETTING: value }),
      finds: "environment.variables.SETTING",
    })),
    {
      name: "a URL with a password, under a credential's name",
      props: withVariables({ API_TOKEN: ["https://claims", "hunter2@api.internal"].join(":") }),
      finds: "environment.variables.API_TOKEN",
    },
    ...["my arn:x", "true1", "untrue", "a b/c", "1a/b", "a/b c", "x $.y", "x ${y", "x https://y", "/a b", "b /a"].map(
      (password) => ({
        name: `a password that holds what a pointer would: ${password}`,
        props: withVariables({ DB_PASSWORD: password }),
        finds: "environment.variables.DB_PASSWORD",
      }),
    ),
    {
      name: "a password that begins like an expression",
      props: withVariables({ DB_PASSWORD: "$ecret9" }),
      finds: "environment.variables.DB_PASSWORD",
    },
    {
      name: "a password that begins like a path",
      props: withVariables({ DB_PASSWORD: "/hunter?2" }),
      finds: "environment.variables.DB_PASSWORD",
    },
    {
      name: "a URL with a token",
      props: withVariables({ API_TOKEN: "https://hunter2@api.internal" }),
      finds: "environment.variables.API_TOKEN",
    },
    {
      name: "one known, one not",
      props: withVariables({ DB_PASSWORD: "hunter2", API_TOKEN: unknownString }),
      finds: "environment.variables.DB_PASSWORD",
    },
  ],
  notJudged: [
    another,
    {
      name: "variables not known yet",
      props: { environment: { variables: unknownValue } },
      because: "unknown",
      finds: "environment.variables",
    },
    {
      name: "a password not known yet",
      props: withVariables({ DB_PASSWORD: unknownString }),
      because: "unknown",
      finds: "environment.variables.DB_PASSWORD",
    },
  ],
});

const variables = { TABLE_NAME: "claims" };

testRule(lambdaEnvironmentCmk, {
  valid: [
    {
      name: "a key",
      props: { environment: { variables }, kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/k" },
    },
    {
      name: "a key of the same preview",
      props: { environment: { variables: unknownValue }, kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { environment: { variables } }, finds: "kmsKeyArn" },
    {
      name: "Lambda's key",
      props: { environment: { variables }, kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/lambda" },
      finds: "kmsKeyArn",
    },
  ],
  notJudged: [
    another,
    { name: "no variables", props: {}, because: "exempt" },
    { name: "an empty environment", props: withVariables({}), because: "exempt" },
    {
      name: "key from another stack",
      props: { environment: { variables }, kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
  ],
});
