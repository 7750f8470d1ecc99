import type { Statement } from "../access/policy-document";
import { arnOf, bucketArn, bucketName, partitionOf } from "../names";
import { RELEASES_ROLE, type DeployPlace } from "./special-rights";

/** Last part of the name of the signing profile. */
export const PROFILE_ROLE = "functions";

/** AWS Signer takes letters, digits and underscores alone. */
export const profileName = ({ project, environment }: Pick<DeployPlace, "project" | "environment">): string =>
  `${project}_${environment}_${PROFILE_ROLE}`;

/** What a release does: pushes images, keeps bundles, has them signed. It deploys nothing. */
export function releaseStatements(place: DeployPlace): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  const releases = bucketArn(place.region, bucketName(place, RELEASES_ROLE));
  const profile = arnOf(place, "signer", `/signing-profiles/${profileName(place)}`);
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
      Resource: `${releases}/*`,
    },
    {
      Sid: "EncryptReleases",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: `arn:${partitionOf(place.region)}:kms:${place.region}:${place.accountId}:key/*`,
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${place.project}-${place.environment}-platform` },
        StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` },
      },
    },
    {
      Sid: "SignBundles",
      Effect: "Allow",
      Action: ["signer:GetSigningProfile", "signer:StartSigningJob"],
      Resource: [profile, `${profile}/*`],
    },
    {
      Sid: "WatchSigning",
      Effect: "Allow",
      Action: "signer:DescribeSigningJob",
      Resource: arnOf(place, "signer", "/signing-jobs/*"),
    },
  ];
}
