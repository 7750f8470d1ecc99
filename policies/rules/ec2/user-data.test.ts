import { gzipSync } from "node:zlib";
import { testRule, unknownString, type InvalidRow, type Row } from "../../testing/rule-tester";
import { ec2NoSecretsInUserData } from "./user-data";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";

const ami = "ami-0123456789abcdef0";
const script = (...lines: readonly string[]): string => ["#!/bin/bash", ...lines].join("\n");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Synthetic, in the published shapes; none of them opens anything. */
const KEY_ID = "AKIAIOSFODNN7EXAMPLE";
const written: Readonly<Record<string, string>> = {
  "an access key id": `export AWS_KEY=${KEY_ID}`,
  "a temporary access key id": "x ASIAIOSFODNN7EXAMPLE",
  "a secret access key": "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "an access key under another name": "s3_access_key_id: 0123abcd",
  "a private key": "-----BEGIN RSA PRIVATE KEY-----",
  "a private key without a kind": "-----BEGIN PRIVATE KEY-----",
  "a PGP key": "-----BEGIN PGP PRIVATE KEY BLOCK-----",
  "a GitHub token": `git clone ghp_${"a1B2".repeat(9)}`,
  "a fine-grained GitHub token": `echo github_pat_${"A1b2".repeat(6)}`,
  "a GitLab token": `echo glpat-${"x".repeat(20)}`,
  "a Slack token": "curl -d xoxb-0123456789",
  "a payment key": "stripe sk_live_0123456789abcdef",
  "a signed token": "x eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl",
  "a password": "export DB_PASSWORD=Winter2024",
  "a password in quotes": 'export DB_PASSWORD="Winter2024"',
  "a password in YAML": "  password: Winter2024",
  "a password in JSON": '{ "adminPassword": "Winter2024" }',
  "a password of four characters": "passwd=w1nt",
  "a numbered password": "password2=Winter2024",
  "a passphrase": "passphrase: correct-horse",
  "a client secret": "CLIENT_SECRET=0123abcd",
  "an API key": "api-key => 0123abcd",
  "an API key in one word": "ApiKey=0123abcd",
  "a signing key": "AUTH_KEY=0123abcd",
  "a key of an account": "accountkey=0123abcd",
  "a licence key": "license_key: 0123abcd",
  "a token as an option": "kubeadm join --token abcdef.0123456789abcdef",
  "a password as an option": "createuser --db-password=Winter2024",
  "a basic login": 'curl -H "authorization: basic Y2xhaW1z"',
  "a password that begins like a switch": "password=trueblue",
  "a password that ends like a switch": "password=untrue",
  "a password in an address in capitals": "psql POSTGRES://claims:Winter2024@db.internal/claims",
  "a bearer token": 'curl -H "Authorization: Bearer 0123abcd"',
  "a password in an address": "psql postgres://claims:Winter2024@db.internal/claims",
  "a password for chpasswd": 'echo "ec2-user:Winter2024" | sudo chpasswd',
  "a password for chpasswd by root": "echo ec2-user:Winter2024|chpasswd",
};

const harmless: Readonly<Record<string, string>> = {
  "a command's output": "DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id claims/db --query SecretString)",
  "a command's output in backticks": "TOKEN=`curl -s -X PUT http://169.254.169.254/latest/api/token`",
  "a variable": 'export PGPASSWORD="${DB_PASSWORD}"',
  "a variable in an address": "psql postgres://claims:$DB_PASSWORD@db.internal/claims",
  "the metadata service's token": 'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/',
  "how long a token lasts": 'curl -H "X-aws-ec2-metadata-token-ttl-seconds: 21600"',
  "a placeholder": "password: <generated>",
  "a template's placeholder": "password: {{ password }}",
  "a Windows variable": "set PASSWORD=%DB_PASSWORD%",
  "a masked one": "password=********",
  "a file with a password": "password=@/run/secrets/db",
  "a file's path": "password: /run/secrets/db",
  "a file's address": "secret: file://claims.json",
  "a parameter": "password: ssm:claims",
  "an address": "token: https://auth.claims.internal",
  "an ARN": "DB_SECRET=arn:aws:secretsmanager:us-east-1:111122223333:secret:claims",
  "a secret's name": "DB_SECRET=claims/prod/db",
  "a secret's ARN": "DB_SECRET_ARN=claims-db-secret",
  "a switch": "lock_passwd: true",
  "a choice": "HttpToken=required",
  "a free choice": "HttpToken=optional",
  "none at all": "password: none",
  "nothing at all": "password: null",
  "a switch that is off": "lock_passwd: false",
  "what is on": "api_key=enabled",
  "what to turn on": "api_key=enable",
  "what is off": "api_key=Disabled",
  "what to turn off": "api_key=disable",
  "too short for one": "password=abc",
  "a program that reads one": "docker login --password-stdin",
  "an address without a password": "git clone https://github.com/claims/app.git",
  "a user in an address": "git clone ssh://git@github.com/claims/app.git",
  "a port": "proxy http://proxy:3128/",
  "a word within a longer one": "AKIAIOSFODNN7EXAMPLEX",
};

testRule(ec2NoSecretsInUserData, {
  valid: [
    { name: "nothing secret", props: { ami, userData: script("yum install -y httpd") } },
    { name: "none", props: { ami } },
    ...Object.entries(harmless).map(([name, line]): Row => ({ name, props: { ami, userData: script(line) } })),
    { name: "base64", props: { ami, userDataBase64: base64(script("yum install -y httpd")) } },
    {
      name: "bytes that are no text",
      props: { ami, userDataBase64: Buffer.from([0xff, 0xfe, 0xfd, 0xfc, 0xff, 0xff]).toString("base64") },
    },
    {
      name: "broken gzip",
      props: { ami, userDataBase64: Buffer.from([0x1f, 0x8b, 0xff, 0xff, 0xff, 0xff]).toString("base64") },
    },
  ],
  invalid: [
    {
      name: "an access key",
      props: { ami, userData: script(`export AWS_ACCESS_KEY_ID=${KEY_ID}`) },
      finds: "userData",
    },
    ...Object.entries(written).map(([name, line]): InvalidRow => ({
      name,
      props: { ami, userData: script(line) },
      finds: "userData",
    })),
    {
      name: "after a harmless one",
      props: { ami, userData: script("password=$ONE", "password=Winter2024") },
      finds: "userData",
    },
    {
      name: "in base64",
      props: { ami, userDataBase64: base64(script("password=Winter2024")) },
      finds: "userDataBase64",
    },
    {
      name: "in base64 with line breaks",
      props: { ami, userData: base64(script("password=Winter2024")).replace(/(.{20})/g, "$1\n") },
      finds: "userData",
    },
    {
      name: "in gzip",
      props: { ami, userDataBase64: gzipSync(script("password=Winter2024")).toString("base64") },
      finds: "userDataBase64",
    },
    {
      name: "launch template",
      type: TEMPLATE,
      props: { imageId: ami, userData: base64(script("password=Winter2024")) },
      finds: "userData",
    },
    {
      name: "beside user data not known yet",
      props: { ami, userData: "password=Winter2024", userDataBase64: unknownString },
      finds: "userData",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "not known yet", props: { ami, userData: unknownString }, because: "unknown", finds: "userData" },
    {
      name: "base64 not known yet",
      props: { ami, userDataBase64: unknownString },
      because: "unknown",
      finds: "userDataBase64",
    },
  ],
  alike: [TEMPLATE, CONFIGURATION, SPOT],
});
