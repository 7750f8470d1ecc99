import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../errors";
import { arnOf, nameFor, partitionOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { IMAGE_TAG, IMAGE_TAG_WANTED } from "./image-tag";

export interface ImageRepositoryArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the repository's name. */
  readonly role: string;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Releases to go back to; every one of them has a tag of its own. */
const RELEASES_KEPT = 20;
/** What a broken push leaves behind. */
const UNTAGGED_DAYS = 7;

export const repositoryName = (site: Pick<Site, "project" | "environment">, role: string): string =>
  nameFor(site, "repository", role);

export const repositoryArn = (place: Place, role: string): string =>
  arnOf(place, "ecr", `repository/${repositoryName(place, role)}`);

/** `123456789012.dkr.ecr.us-east-1.amazonaws.com/phiguard-dev-x:1.2.0`, or `@sha256:...` for a digest. Throws ArgumentError for another tag. */
export function imageUri(place: Place, role: string, tag: string): string {
  if (!IMAGE_TAG.test(tag)) throw new ArgumentError("ImageRepository", role, "tag", IMAGE_TAG_WANTED, tag);
  const suffix = partitionOf(place.region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const registry = `${place.accountId}.dkr.ecr.${place.region}.${suffix}`;
  return `${registry}/${repositoryName(place, role)}${tag.startsWith("sha256:") ? "@" : ":"}${tag}`;
}

/** Images of one program: customer key, immutable tags, scanned when pushed, old ones dropped. */
export class ImageRepository extends pulumi.ComponentResource {
  readonly repositoryUrl: pulumi.Output<string>;
  /** Known at preview; depends on the repository. */
  readonly repositoryName: pulumi.Output<string>;

  constructor(name: string, args: ImageRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:ImageRepository", name, {}, opts);
    const child = { parent: this };
    const { site } = args;
    const repository = new aws.ecr.Repository(
      `${name}-repository`,
      {
        name: repositoryName(site, args.role),
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
        imageScanningConfiguration: { scanOnPush: true },
        imageTagMutability: "IMMUTABLE",
        // Images can be built again from the repository's commit; what is protected is not deleted with them.
        forceDelete: !site.deletionProtection,
        tags: args.tags,
      },
      child,
    );
    new aws.ecr.LifecyclePolicy(
      `${name}-lifecycle`,
      { repository: repository.name, policy: JSON.stringify({ rules: lifecycleRules() }) },
      child,
    );
    this.repositoryUrl = repository.repositoryUrl;
    this.repositoryName = repository.name;
    this.registerOutputs({ repositoryUrl: this.repositoryUrl });
  }
}

/** ECR User Guide, "Lifecycle policy properties": one rule for untagged images, and the one for any comes last. */
function lifecycleRules(): object[] {
  const expire = { action: { type: "expire" } };
  return [
    {
      ...expire,
      rulePriority: 1,
      description: "What a broken push left",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
    },
    {
      ...expire,
      rulePriority: 2,
      description: "Old releases",
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: RELEASES_KEPT },
    },
  ];
}
