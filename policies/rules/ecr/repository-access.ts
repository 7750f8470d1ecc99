import type { RegistryPolicyArgs } from "@pulumi/aws/ecr";
import { not } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { noOpenStatement } from "../../policy-document";
import { on } from "../../rule";

const PUBLIC = "aws:ecrpublic/repository:Repository";

const opened = on<RegistryPolicyArgs>(
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:ecr/registryPolicy:RegistryPolicy",
  PUBLIC,
);

export const ecrRepositoryNotPublic = opened.rule({
  id: "ecr-repository-not-public",
  title: "Images are open to nobody who is not named",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  says: "lets anyone pull or push its images",
  fix: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } }; keep images in a private aws.ecr.Repository unless they are tagged "phiguard:classification": "public".',
  why: "A public repository is open to the world by design; it is fine for images that say they hold nothing of a patient.",
  requires: (p, settings, resource) =>
    resource.type === PUBLIC ? not(mayHoldPhi(resource, settings), "tags") : noOpenStatement(p.policy),
});
