import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { codebuildProjectSourceRepoUrlCheck } from "./source";

const CREDENTIAL = "aws:codebuild/sourceCredential:SourceCredential";
const location = "https://github.com/clinic/claims.git";
const connection = "arn:aws:codeconnections:us-east-1:111122223333:connection/c";
const at = (text: string, more: object = {}) => ({ source: { type: "GITHUB", location: text, ...more } });
const auth = (type: unknown) => ({ auth: { type, resource: connection } });
const credential = { serverType: "GITHUB", token: "from-the-configuration" };

testRule(codebuildProjectSourceRepoUrlCheck, {
  valid: [
    { name: "by a connection", props: at(location, auth("CODECONNECTIONS")) },
    { name: "by a secret", props: at(location, auth("SECRETS_MANAGER")) },
    { name: "by OAuth", props: at(location, auth("OAUTH")) },
    { name: "as the account signs in", props: at(location) },
    { name: "no source", props: { source: { type: "NO_SOURCE", buildspec: "version: 0.2" } } },
    { name: "source from a bucket", props: { source: { type: "S3", location: "sources/claims@2.zip" } } },
    { name: "an at sign in the path", props: at("https://github.com/clinic/claims@main") },
    { name: "other parameters", props: at("https://github.com/clinic/claims?ref=token") },
    { name: "second source", props: { ...at(location), secondarySources: [{ type: "BITBUCKET", location }] } },
    { name: "credential by a connection", type: CREDENTIAL, props: { ...credential, authType: "CODECONNECTIONS" } },
    { name: "credential in a secret", type: CREDENTIAL, props: { ...credential, authType: "SECRETS_MANAGER" } },
  ],
  invalid: [
    { name: "token", props: at("https://token@github.com/clinic/claims.git"), finds: "source.location" },
    {
      name: "user and password",
      props: { source: { type: "BITBUCKET", location: "https://user:password@bitbucket.org/clinic/claims.git" } },
      finds: "source.location",
    },
    {
      name: "token as a parameter",
      props: at("https://github.com/clinic/claims.git?a=b&access_token=t"),
      finds: "source.location",
    },
    { name: "private token", props: at("https://gitlab.com/clinic/claims?private_token=t"), finds: "source.location" },
    { name: "plain token", props: at("HTTPS://github.com/clinic/claims?token=t"), finds: "source.location" },
    {
      name: "second source",
      props: {
        ...at(location),
        secondarySources: [{ location }, { location: "https://token@github.com/clinic/claims.git" }],
      },
      finds: "secondarySources[1].location",
    },
    { name: "by password", props: at(location, auth("BASIC_AUTH")), finds: "source.auth.type" },
    {
      name: "second source by token",
      props: { ...at(location), secondarySources: [{ location, ...auth("PERSONAL_ACCESS_TOKEN") }] },
      finds: "secondarySources[0].auth.type",
    },
    {
      name: "credential that is a token",
      type: CREDENTIAL,
      props: { ...credential, authType: "PERSONAL_ACCESS_TOKEN" },
      finds: "authType",
    },
    {
      name: "credential that is a password",
      type: CREDENTIAL,
      props: { ...credential, authType: "BASIC_AUTH" },
      finds: "authType",
    },
    { name: "credential of no kind", type: CREDENTIAL, props: credential, finds: "authType" },
  ],
  notJudged: [
    { name: "another type", type: "aws:codebuild/fleet:Fleet", props: {}, because: "other-type" },
    {
      name: "location not known yet",
      props: { source: { type: "GITHUB", location: unknownString } },
      because: "unknown",
      finds: "source.location",
    },
    {
      name: "second sources not known yet",
      props: { ...at(location), secondarySources: unknownValue },
      because: "unknown",
      finds: "secondarySources",
    },
  ],
});
