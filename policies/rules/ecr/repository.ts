import type { RegistryScanningConfigurationArgs, RepositoryArgs } from "@pulumi/aws/ecr";
import { all, any, fromBoolean, no, unknown, unnamed, type Answer } from "../../answer";
import { absent, customerKey, every, first, is, oneOf, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

/** What Cloud Control's own provider calls differently. */
interface NativeRepositoryArgs {
  readonly repositoryName: string;
  readonly encryptionConfiguration: { readonly encryptionType: string; readonly kmsKey: string };
}

const REPOSITORY = "aws:ecr/repository:Repository";
const NATIVE_REPOSITORY = "aws-native:ecr:Repository";
const REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";

type AnyRepositoryArgs = RepositoryArgs & NativeRepositoryArgs;

const repository = on<AnyRepositoryArgs>(REPOSITORY, NATIVE_REPOSITORY);
const encrypted = on<AnyRepositoryArgs>(
  REPOSITORY,
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  NATIVE_REPOSITORY,
);
const registry = on<RegistryScanningConfigurationArgs>(REGISTRY);
const scanned = on<AnyRepositoryArgs & RegistryScanningConfigurationArgs>(REPOSITORY, REGISTRY, NATIVE_REPOSITORY);
const withPolicy = on<AnyRepositoryArgs>(REPOSITORY);
const lifecyclePolicy = on<{ readonly repository: string }>("aws:ecr/lifecyclePolicy:LifecyclePolicy");

const SCANNING = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html";
const ENCRYPTION = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html";

export const ecrPrivateImageScanningEnabled = scanned.relation({
  id: "ecr-private-image-scanning-enabled",
  title: "Images are scanned for known flaws when they are pushed",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)"] },
  source: SCANNING,
  says: "takes images that nobody scans",
  fix: "Set imageScanningConfiguration: { scanOnPush: true }, or add a rule to the aws.ecr.RegistryScanningConfiguration that the repository's name matches.",
  why: "A registry has one scanning configuration an account and region; one that another stack makes is not seen here.",
  requires: (p, stack, { type }) =>
    type === REGISTRY
      ? any(
          some(p.rules, (rule) => scans(rule as Rule)),
          unnamed(everyRepositoryScans(stack)),
        )
      : any(is(p.imageScanningConfiguration.scanOnPush, true), registryScans(p, stack)),
});

type Rule = Reading<{ scanFrequency: string; repositoryFilters: { filter: string }[] }>;

function scans(rule: Rule): Answer {
  return oneOf(rule.scanFrequency, ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"]);
}

/** Where each repository of the stack scans by itself, the registry may leave it to them. */
function everyRepositoryScans(stack: StackView): Answer {
  const repositories = stack.all(repository);
  return all(
    fromBoolean(repositories.length > 0),
    ...repositories.map((one) => is(one.imageScanningConfiguration.scanOnPush, true)),
  );
}

function registryScans(p: Reading<AnyRepositoryArgs>, stack: StackView): Answer {
  const name = first<string>(p.name, p.repositoryName);
  return unnamed(
    any(
      ...stack.all(registry).map(({ rules }) =>
        some(rules, (rule) =>
          all(
            scans(rule as Rule),
            some((rule as Rule).repositoryFilters, ({ filter }) => selects(filter, name)),
          ),
        ),
      ),
    ),
  );
}

/** A filter without a star selects every name that holds it; one with a star must match the whole name (ECR, "Filters for images"). */
function selects(filter: Reading<string>, name: Reading<string>): Answer {
  const [pattern, text] = [valueOf(filter), valueOf(name)];
  if (pattern === "*") return fromBoolean(true);
  if (typeof pattern !== "string") return pattern === UNKNOWN ? unknown(pathOf(filter)) : no(pathOf(filter));
  if (typeof text !== "string") return unknown(pathOf(name));
  if (!pattern.includes("*")) return fromBoolean(text.includes(pattern), pathOf(filter));
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return fromBoolean(new RegExp(`^${parts.join(".*")}$`).test(text), pathOf(filter));
}

export const ecrPrivateTagImmutabilityEnabled = repository.rule({
  id: "ecr-private-tag-immutability-enabled",
  title: "A tag keeps naming the image it was given to",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  says: "lets a tag be moved to another image",
  fix: 'Set imageTagMutability: "IMMUTABLE".',
  remedy: { imageTagMutability: "IMMUTABLE" },
  requires: (p) => oneOf(p.imageTagMutability, ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]),
});

/** The provider takes a list of one, Cloud Control an object. */
function encryptionOf(p: Reading<AnyRepositoryArgs>): Reading<{ encryptionType: string; kmsKey: string }[]> {
  return first(p.encryptionConfigurations, p.encryptionConfiguration);
}

export const ecrRepositoryEncrypted = repository.rule({
  id: "ecr-repository-encrypted",
  title: "Repositories encrypt their images in a way that ECR knows",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "asks for an encryption that ECR does not know",
  fix: 'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }], or leave it out for AES256.',
  why: "ECR encrypts every image; left out, with keys of its own. Which key is a matter of ecr-repository-cmk-encryption-enabled.",
  requires: (p) =>
    every(encryptionOf(p), ({ encryptionType }) =>
      any(absent(encryptionType), oneOf(encryptionType, ["AES256", "KMS", "KMS_DSSE"])),
    ),
});

export const ecrRepositoryCmkEncryptionEnabled = encrypted.rule({
  id: "ecr-repository-cmk-encryption-enabled",
  title: "Repositories encrypt their images with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "does not encrypt its images with a key of its own",
  fix: 'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }].',
  why: "With KMS and no key named, ECR takes the key of AWS.",
  requires: (p) =>
    some(encryptionOf(p), ({ encryptionType, kmsKey }) =>
      all(oneOf(encryptionType, ["KMS", "KMS_DSSE"]), customerKey(kmsKey)),
    ),
});

export const ecrPrivateLifecyclePolicyConfigured = withPolicy.relation({
  id: "ecr-private-lifecycle-policy-configured",
  title: "Repositories drop images that nobody needs any more",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  says: "keeps every image for ever, old flaws included",
  fix: "Add an aws.ecr.LifecyclePolicy with its repository.",
  requires: (p, stack) => stack.partner(p, lifecyclePolicy, "repository").exists(),
});
