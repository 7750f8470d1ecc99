import type { DomainArgs } from "@pulumi/aws/codeartifact";
import type { RepositoryAssociationArgs } from "@pulumi/aws/codegurureviewer";
import type { PipelineArgs } from "@pulumi/aws/codepipeline";
import { all } from "../../answer";
import { customerKey, every, is, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

const pipeline = on<PipelineArgs>("aws:codepipeline/pipeline:Pipeline");
const domain = on<DomainArgs>("aws:codeartifact/domain:Domain");
const review = on<RepositoryAssociationArgs>("aws:codegurureviewer/repositoryAssociation:RepositoryAssociation");

/** Where a pipeline keeps what its stages hand on, one a region. */
interface ArtifactStore {
  readonly encryptionKey: { readonly id: string };
}

export const codepipelineArtifactStoreCmk = pipeline.rule({
  id: "codepipeline-artifact-store-cmk",
  title: "Pipelines encrypt their artifacts with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
  says: "encrypts its artifacts with AWS's own key",
  fix: 'Set encryptionKey: { id: key.arn, type: "KMS" } in each of artifactStores.',
  requires: (p) =>
    all(
      present(p.artifactStores),
      every(p.artifactStores, (store) => customerKey((store as unknown as Reading<ArtifactStore>).encryptionKey.id)),
    ),
});

export const codeartifactDomainCmk = domain.rule({
  id: "codeartifact-domain-cmk",
  title: "Package domains are encrypted with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateDomain.html",
  says: "is encrypted with AWS's own key",
  fix: "Set encryptionKey to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.encryptionKey),
});

export const codeguruAssociationCmk = review.rule({
  id: "codeguru-association-cmk",
  title: "Code reviews are encrypted with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/codeguru/latest/reviewer-api/API_KMSKeyDetails.html",
  says: "keeps its findings and a copy of the code under a key that AWS owns",
  fix: 'Set kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: key.keyId }.',
  requires: ({ kmsKeyDetails: { encryptionOption, kmsKeyId } }) =>
    all(is(encryptionOption, "CUSTOMER_MANAGED_CMK"), customerKey(kmsKeyId)),
});
