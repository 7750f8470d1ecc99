import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import { RELEASES_ROLE, releasesArns, viaService, type DeployPlace } from "./special-rights";

/** Last part of the name of the signing profile. */
export const PROFILE_ROLE = "functions";

/** AWS Signer takes letters, digits and underscores alone. */
export const profileName = ({ project, environment }: Pick<DeployPlace, "project" | "environment">): string =>
  `${project}_${environment}_${PROFILE_ROLE}`;

/** What a release does: pushes images, keeps bundles, has them signed. It deploys nothing. */
export function releaseStatements(place: DeployPlace): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  const releases = releasesArns(place);
  const inEach = (make: (of: DeployPlace) => string): string[] =>
    place.regions.map((region) => make({ ...place, region }));
  const profiles = inEach((of) => arnOf(of, "signer", `/signing-profiles/${profileName(of)}`));
  return [
    {
      Sid: "PushImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      Resource: arnOf(place, "ecr", `repository/${ours}`),
    },
    { Sid: "SignInToRegistry", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Sid: "FindReleases",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
      Resource: releases,
    },
    {
      Sid: "KeepReleases",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      Resource: releases.map((bucket) => `${bucket}/*`),
    },
    {
      Sid: "EncryptReleases",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: inEach((of) => arnOf(of, "kms", "key/*")),
      Condition: {
        // The foundation's key here, and the bucket's own in the second region.
        "ForAnyValue:StringEquals": {
          "kms:ResourceAliases": ["platform", RELEASES_ROLE].map(
            (role) => `alias/${place.project}-${place.environment}-${role}`,
          ),
        },
        StringEquals: { "kms:ViaService": viaService(place, "s3") },
      },
    },
    {
      Sid: "SignBundles",
      Effect: "Allow",
      Action: ["signer:GetSigningProfile", "signer:StartSigningJob"],
      Resource: profiles.flatMap((profile) => [profile, `${profile}/*`]),
    },
    {
      Sid: "WatchSigning",
      Effect: "Allow",
      Action: "signer:DescribeSigningJob",
      Resource: inEach((of) => arnOf(of, "signer", "/signing-jobs/*")),
    },
  ];
}
