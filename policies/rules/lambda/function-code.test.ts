import { from, testRule, unknownString } from "../../testing/rule-tester";
import { lambdaCodeSigningConfigured, lambdaNoCrossAccountLayers } from "./function-code";

const another = { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" } as const;
const CONFIG = "aws:lambda/codeSigningConfig:CodeSigningConfig";
const codeSigningConfigArn = "arn:aws:lambda:us-east-1:111122223333:code-signing-config:csc-0a1b2c3d4e5f6a7b8";
const allowedPublishers = {
  signingProfileVersionArns: ["arn:aws:signer:us-east-1:111122223333:/signing-profiles/c/1"],
};

testRule(lambdaCodeSigningConfigured, {
  valid: [
    { name: "signed", props: { runtime: "nodejs22.x", codeSigningConfigArn } },
    {
      name: "by a config of the same preview",
      props: { packageType: "Zip", codeSigningConfigArn: from("config") },
      others: [{ type: CONFIG, name: "config" }],
    },
    {
      name: "a config that refuses",
      type: CONFIG,
      props: { allowedPublishers, policies: { untrustedArtifactOnDeployment: "Enforce" } },
    },
  ],
  invalid: [
    { name: "left out", props: { runtime: "nodejs22.x" }, finds: "codeSigningConfigArn" },
    {
      name: "a config that warns",
      type: CONFIG,
      props: { allowedPublishers, policies: { untrustedArtifactOnDeployment: "Warn" } },
      finds: "policies.untrustedArtifactOnDeployment",
    },
    {
      name: "a config left at its default",
      type: CONFIG,
      props: { allowedPublishers },
      finds: "policies.untrustedArtifactOnDeployment",
    },
  ],
  notJudged: [
    another,
    { name: "an image", props: { packageType: "Image" }, because: "exempt" },
    {
      name: "not known yet",
      type: CONFIG,
      props: { policies: { untrustedArtifactOnDeployment: unknownString } },
      because: "unknown",
      finds: "policies.untrustedArtifactOnDeployment",
    },
  ],
});

const role = "arn:aws:iam::111122223333:role/claims-intake";
const own = "arn:aws:lambda:us-east-1:111122223333:layer:claims:3";
const foreign = "arn:aws:lambda:us-east-1:444455556666:layer:tracing:7";

testRule(lambdaNoCrossAccountLayers, {
  valid: [
    { name: "of its own account", props: { role, layers: [own] } },
    { name: "no layers", props: { role } },
    {
      name: "made in the same preview",
      props: { layers: [from("layer")] },
      others: [{ type: "aws:lambda/layerVersion:LayerVersion", name: "layer" }],
    },
    {
      name: "of an account the pack trusts",
      props: { layers: [foreign] },
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "of an account this rule trusts",
      props: { layers: [foreign] },
      config: { layerAccounts: ["444455556666"] },
    },
  ],
  invalid: [
    { name: "of another account", props: { role, layers: [own, foreign] }, finds: "layers[1]" },
    { name: "of an account nobody names", props: { layers: [foreign] }, finds: "layers[0]" },
    { name: "no ARN", props: { role, layers: ["tracing"] }, finds: "layers[0]" },
    { name: "no ARN and no role", props: { layers: ["tracing"] }, finds: "layers[0]" },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { layers: [from("platform")] },
      others: [{ type: "pulumi:pulumi:StackReference", name: "platform" }],
      because: "unknown",
      finds: "layers[0]",
    },
    {
      name: "the own account not known yet",
      props: { role: unknownString, layers: [foreign] },
      because: "unknown",
      finds: "role",
    },
    { name: "not known yet", props: { layers: [own, unknownString], role }, because: "unknown", finds: "layers[1]" },
  ],
});
