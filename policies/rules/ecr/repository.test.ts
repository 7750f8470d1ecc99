import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  ecrPrivateImageScanningEnabled,
  ecrPrivateLifecyclePolicyConfigured,
  ecrPrivateTagImmutabilityEnabled,
  ecrRepositoryCmkEncryptionEnabled,
  ecrRepositoryEncrypted,
} from "./repository";

const another = {
  name: "another type",
  type: "aws:ecr/replicationConfiguration:ReplicationConfiguration",
  props: {},
  because: "other-type",
} as const;
const REPOSITORY = "aws:ecr/repository:Repository";
const NATIVE = "aws-native:ecr:Repository";
const TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const name = "clinic/claims";

function scanRule(filter: string, scanFrequency = "SCAN_ON_PUSH"): object {
  return { scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] };
}

function registry(...rules: readonly object[]): { type: string; name: string; props: object } {
  return { type: REGISTRY, name: "registry", props: { scanType: "ENHANCED", rules } };
}

const SCAN = "imageScanningConfiguration.scanOnPush";
const onPush = { imageScanningConfiguration: { scanOnPush: true } };

testRule(ecrPrivateImageScanningEnabled, {
  valid: [
    { name: "on push", props: { name, ...onPush } },
    { name: "by the registry, all", props: { name }, others: [registry(scanRule("*"))] },
    { name: "by the registry, name not known yet", props: { name: unknownString }, others: [registry(scanRule("*"))] },
    { name: "by the registry, all the time", props: { name }, others: [registry(scanRule("*", "CONTINUOUS_SCAN"))] },
    { name: "by the registry, a part of the name", props: { name }, others: [registry(scanRule("claims"))] },
    {
      name: "by the registry, one filter of two",
      props: { name },
      others: [
        registry({
          scanFrequency: "SCAN_ON_PUSH",
          repositoryFilters: [{ filter: "billing" }, { filter: "claims" }],
        }),
      ],
    },
    {
      name: "by the registry, a dot in the pattern",
      props: { name: "claims.v2/x" },
      others: [registry(scanRule("claims.v2/*"))],
    },
    { name: "by the registry, a pattern", props: { name }, others: [registry(scanRule("x*"), scanRule("clinic/*"))] },
    {
      name: "Cloud Control, by the registry",
      type: NATIVE,
      props: { repositoryName: name },
      others: [registry(scanRule("clinic/*s"))],
    },
    { name: "the registry", type: REGISTRY, props: registry(scanRule("*")).props },
    {
      name: "the registry, where every repository scans by itself",
      type: REGISTRY,
      props: { scanType: "BASIC" },
      others: [{ type: REPOSITORY, name: "claims", props: onPush }],
    },
  ],
  invalid: [
    { name: "left out", props: { name }, finds: SCAN },
    { name: "off", props: { name, imageScanningConfiguration: { scanOnPush: false } }, finds: SCAN },
    {
      name: "a registry that scans by hand",
      props: { name },
      others: [registry(scanRule("*", "MANUAL"))],
      finds: SCAN,
    },
    { name: "a registry without rules", props: { name }, others: [registry()], finds: SCAN },
    { name: "a registry that scans others", props: { name }, others: [registry(scanRule("billing"))], finds: SCAN },
    { name: "a pattern that ends too soon", props: { name }, others: [registry(scanRule("*/claim"))], finds: SCAN },
    { name: "a pattern that begins too late", props: { name }, others: [registry(scanRule("claims*"))], finds: SCAN },
    { name: "a dot is a dot", props: { name }, others: [registry(scanRule("clinic.claims*"))], finds: SCAN },
    {
      name: "a filter without a pattern",
      props: { name },
      others: [registry({ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filterType: "WILDCARD" }] })],
      finds: SCAN,
    },
    { name: "the registry without rules", type: REGISTRY, props: { scanType: "BASIC" }, finds: "rules" },
    {
      name: "the registry by hand",
      type: REGISTRY,
      props: registry(scanRule("*", "MANUAL")).props,
      finds: "rules[0].scanFrequency",
    },
    {
      name: "the registry, where one repository does not scan",
      type: REGISTRY,
      props: { scanType: "BASIC" },
      others: [
        { type: REPOSITORY, name: "claims", props: onPush },
        { type: REPOSITORY, name: "billing", props: {} },
      ],
      finds: "rules",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { name, imageScanningConfiguration: { scanOnPush: unknownValue } },
      because: "unknown",
      finds: SCAN,
    },
    {
      name: "the name not known yet",
      props: { name: unknownString },
      others: [registry(scanRule("claims"))],
      because: "unknown",
      finds: "name",
    },
    {
      name: "the filter not known yet",
      props: { name },
      others: [registry(scanRule(unknownString))],
      because: "unknown",
      finds: "RegistryScanningConfiguration.rules[0].repositoryFilters[0].filter",
    },
  ],
  alike: [NATIVE],
});

testRule(ecrPrivateTagImmutabilityEnabled, {
  valid: [
    { name: "immutable", props: { name, imageTagMutability: "IMMUTABLE" } },
    { name: "immutable with exceptions", props: { name, imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" } },
  ],
  invalid: [
    { name: "left out", props: { name }, finds: "imageTagMutability" },
    { name: "mutable", props: { name, imageTagMutability: "MUTABLE" }, finds: "imageTagMutability" },
    {
      name: "mutable with exceptions",
      props: { name, imageTagMutability: "MUTABLE_WITH_EXCLUSION" },
      finds: "imageTagMutability",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { imageTagMutability: unknownString },
      because: "unknown",
      finds: "imageTagMutability",
    },
  ],
  alike: [NATIVE],
});

testRule(ecrRepositoryEncrypted, {
  valid: [
    { name: "with KMS", props: { name, encryptionConfigurations: [{ encryptionType: "KMS" }] } },
    { name: "with KMS twice", props: { encryptionConfigurations: [{ encryptionType: "KMS_DSSE" }] } },
    { name: "with ECR's keys", props: { encryptionConfigurations: [{ encryptionType: "AES256" }] } },
    { name: "left out", props: { name } },
    { name: "type left out", props: { encryptionConfigurations: [{}] } },
    { name: "Cloud Control", type: NATIVE, props: { encryptionConfiguration: { encryptionType: "KMS" } } },
  ],
  invalid: [
    {
      name: "none",
      props: { name, encryptionConfigurations: [{ encryptionType: "NONE" }] },
      finds: "encryptionConfigurations[0].encryptionType",
    },
    {
      name: "none, Cloud Control",
      type: NATIVE,
      props: { encryptionConfiguration: { encryptionType: "NONE" } },
      finds: "encryptionConfiguration.encryptionType",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { encryptionConfigurations: [{ encryptionType: unknownString }] },
      because: "unknown",
      finds: "encryptionConfigurations[0].encryptionType",
    },
  ],
});

const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(ecrRepositoryCmkEncryptionEnabled, {
  valid: [
    { name: "a key", props: { name, encryptionConfigurations: [{ encryptionType: "KMS", kmsKey }] } },
    { name: "a key, twice", props: { encryptionConfigurations: [{ encryptionType: "KMS_DSSE", kmsKey }] } },
    {
      name: "a key of the same preview",
      props: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: from("key") }] },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "Cloud Control", type: NATIVE, props: { encryptionConfiguration: { encryptionType: "KMS", kmsKey } } },
  ],
  invalid: [
    { name: "left out", props: { name }, finds: "encryptionConfigurations" },
    {
      name: "a key of AWS",
      props: { encryptionConfigurations: [{ encryptionType: "KMS" }] },
      finds: "encryptionConfigurations[0].kmsKey",
    },
    {
      name: "keys of ECR",
      props: { encryptionConfigurations: [{ encryptionType: "AES256", kmsKey }] },
      finds: "encryptionConfigurations[0].encryptionType",
    },
    { name: "Cloud Control", type: NATIVE, props: { repositoryName: name }, finds: "encryptionConfigurations" },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: unknownString }] },
      because: "unknown",
      finds: "encryptionConfigurations[0].kmsKey",
    },
  ],
  alike: [TEMPLATE],
});

const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const policy = JSON.stringify({ rules: [{ rulePriority: 1, selection: {}, action: { type: "expire" } }] });

testRule(ecrPrivateLifecyclePolicyConfigured, {
  valid: [
    {
      name: "by name",
      props: { name },
      others: [{ type: LIFECYCLE, name: "old", props: { repository: name, policy } }],
    },
    {
      name: "by reference",
      props: {},
      others: [{ type: LIFECYCLE, name: "old", props: { repository: from("subject"), policy } }],
    },
  ],
  invalid: [
    { name: "none", props: { name }, finds: "LifecyclePolicy" },
    {
      name: "of another repository",
      props: { name },
      others: [{ type: LIFECYCLE, name: "old", props: { repository: "billing", policy } }],
      finds: "LifecyclePolicy",
    },
  ],
  notJudged: [
    another,
    {
      name: "of a repository not known yet",
      props: { name },
      others: [{ type: LIFECYCLE, name: "old", props: { repository: unknownString, policy } }],
      because: "unknown",
      finds: "LifecyclePolicy.repository",
    },
  ],
});
