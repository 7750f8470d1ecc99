import type { ComponentArgs, DistributionConfigurationArgs, ImageRecipeArgs } from "@pulumi/aws/imagebuilder";
import { all, any, unnamed, yes, type Answer } from "../../answer";
import { absent, customerKey, every, is, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

const COMPONENT = "aws:imagebuilder/component:Component";
export const RECIPE = "aws:imagebuilder/imageRecipe:ImageRecipe";
export const DISTRIBUTION = "aws:imagebuilder/distributionConfiguration:DistributionConfiguration";

const part = on<ComponentArgs & ImageRecipeArgs & DistributionConfigurationArgs>(COMPONENT, RECIPE, DISTRIBUTION);

interface BlockDevice {
  readonly ebs: { readonly encrypted: string; readonly kmsKeyId: string };
}

interface Distribution {
  readonly amiDistributionConfiguration: { readonly kmsKeyId: string };
  readonly containerDistributionConfiguration: object;
}

export const imagebuilderCmk = part.rule({
  id: "imagebuilder-cmk",
  title: "Image builds are encrypted with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/data-protection.html",
  says: "builds images without a key of its own",
  fix: 'Set kmsKeyId of the component, of each ebs block of a recipe (with encrypted: "true"), and of each amiDistributionConfiguration to a customer managed key.',
  why: "A recipe without disks of its own takes those of its parent image; the distribution's key is then the one that counts.",
  appliesWhen: (p, _settings, { type }) => (type === RECIPE ? present(p.blockDeviceMappings) : yes),
  otherwise: "The recipe writes out no disk.",
  requires: (p, _settings, { type }) => {
    if (type === RECIPE) return every(p.blockDeviceMappings, diskHasKey);
    return type === DISTRIBUTION ? every(p.distributions, imageHasKey) : customerKey(p.kmsKeyId);
  },
});

/** A mapping without an ebs block hides a disk or names an instance store. */
function diskHasKey(mapping: unknown): Answer {
  const { ebs } = mapping as Reading<BlockDevice>;
  return any(unnamed(absent(ebs)), all(is(ebs.encrypted, true), customerKey(ebs.kmsKeyId)));
}

/** Container images are encrypted by their repository. */
function imageHasKey(distribution: unknown): Answer {
  const { amiDistributionConfiguration: ami, containerDistributionConfiguration: container } =
    distribution as Reading<Distribution>;
  return any(unnamed(all(absent(ami), present(container))), customerKey(ami.kmsKeyId));
}
