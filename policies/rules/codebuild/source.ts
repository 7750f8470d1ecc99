import type { ProjectArgs, SourceCredentialArgs } from "@pulumi/aws/codebuild";
import { all, any, not, type Answer } from "../../answer";
import { absent, every, matches, oneOf } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const SOURCE_CREDENTIAL = "aws:codebuild/sourceCredential:SourceCredential";

const projectOrCredential = on<ProjectArgs & SourceCredentialArgs>("aws:codebuild/project:Project", SOURCE_CREDENTIAL);

interface Source {
  readonly location: string;
  readonly auth: { readonly type: string };
}

/** Ways to sign in whose secret is kept neither in the project nor in the program. */
const KEPT_ELSEWHERE = ["OAUTH", "CODECONNECTIONS", "SECRETS_MANAGER"] as const;

/** A user or token before the host, or a token among the query's parameters. */
const WITH_CREDENTIAL = /^\s*[a-z][a-z0-9+.-]*:\/\/([^/?#]*@|[^#]*[?&](access_token|private_token|token)=)/i;

export const codebuildProjectSourceRepoUrlCheck = projectOrCredential.rule({
  id: "codebuild-project-source-repo-url-check",
  title: "Builds sign in to their repositories without passwords or tokens in the open",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.308(a)(5)(ii)(D)",
      "164.312(a)(1)",
    ],
    nistCsf: ["DE.AE-5", "PR.DS-5", "PR.IP-2"],
    soc2: ["CC7.2", "CC8.1"],
  },
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html",
  says: "signs in to its repository with a password or token in the open",
  fix: 'Write the location without a user, and sign in by a connection: auth: { type: "CODECONNECTIONS", resource: connection.arn }.',
  requires: (p, _settings, { type }) =>
    type === SOURCE_CREDENTIAL
      ? oneOf(p.authType, KEPT_ELSEWHERE)
      : all(signsInSafely(p.source), every(p.secondarySources, signsInSafely)),
});

function signsInSafely(source: unknown): Answer {
  const { location, auth } = source as Reading<Source>;
  return all(
    not(matches(location, WITH_CREDENTIAL), pathOf(location)),
    any(absent(auth.type), oneOf(auth.type, KEPT_ELSEWHERE)),
  );
}
