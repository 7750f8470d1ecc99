import type { Statement } from "../access/policy-document";
import { iamArn } from "../names";
import type { Place } from "../site";

/** Issuer of the tokens of GitHub's workflows, without the scheme, as AWS names its provider. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** Whom the tokens are for; GitHub's workflows ask for it, and the provider takes no other. */
export const AUDIENCE = "sts.amazonaws.com";

/** Which runs of a repository's workflows may take a role. */
export interface GithubRuns {
  /** `organisation/repository`. */
  readonly repository: string;
  /** Branch whose runs are meant; together with `pullRequests` both, with `environment` the branch that its runs must be of. */
  readonly branch: string;
  /** GitHub's environment, with its own reviewers. */
  readonly environment?: string;
  /** Runs for pull requests of the repository itself; those of forks get no token. */
  readonly pullRequests?: boolean;
}

/** `sub` of the tokens that these runs have (GitHub Docs, "OpenID Connect reference"). */
export function subjects({ repository, branch, environment, pullRequests }: GithubRuns): string[] {
  if (environment !== undefined) return [`repo:${repository}:environment:${environment}`];
  return [
    `repo:${repository}:ref:refs/heads/${branch}`,
    ...(pullRequests === true ? [`repo:${repository}:pull_request`] : []),
  ];
}

/**
 * Lets these runs and no others take a role. The subject of a run in an environment does not name its branch, so the token's `ref` is
 * asked for besides (IAM User Guide, "Available keys for AWS OIDC federation", keys of GitHub).
 */
export function githubTrust(place: Pick<Place, "region" | "accountId">, runs: GithubRuns): Statement {
  const key = (claim: string): string => `${GITHUB_ISSUER}:${claim}`;
  return {
    Sid: "RunsOfTheRepository",
    Effect: "Allow",
    Principal: { Federated: iamArn(place, `oidc-provider/${GITHUB_ISSUER}`) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Resource: [],
    Condition: {
      StringEquals: {
        [key("aud")]: AUDIENCE,
        [key("sub")]: subjects(runs),
        [key("repository")]: runs.repository,
        ...(runs.environment !== undefined && { [key("ref")]: `refs/heads/${runs.branch}` }),
      },
    },
  };
}
