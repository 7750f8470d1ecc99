import type { RestApiArgs, StageArgs } from "@pulumi/aws/apigateway";
import { any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { is, some } from "../../predicates";
import { pathOf, resourceOf, sourcesOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { restApi, restStage } from "./kinds";

const association: Kind<{ readonly resourceArn: string }> = {
  types: ["aws:wafv2/webAclAssociation:WebAclAssociation", "aws:wafregional/webAclAssociation:WebAclAssociation"],
};

export const apiGwAssociatedWithWaf = restStage.relation({
  id: "api-gw-associated-with-waf",
  title: "Stages that the internet reaches stand behind a web ACL",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  says: "has no web ACL in front of it",
  fix: "Add an aws.wafv2.WebAclAssociation with resourceArn: stage.arn.",
  appliesWhen: (p, stack) => not(stack.named(p.restApi as Reading<unknown>, restApi).some(isPrivate)),
  otherwise: "The API is private: only VPC endpoints reach it.",
  requires: (p, stack) =>
    any(
      stack.partner(p, association, "resourceArn").exists(),
      ...stack.all(association).map((of) => unnamed(namesStage(of.resourceArn, p, stack))),
    ),
});

/** The endpoint is open to VPC endpoints alone. */
export function isPrivate(api: Reading<RestApiArgs>): Answer {
  return some(api.endpointConfiguration.types as unknown as Reading<string[]>, (type) =>
    is(type as Reading<string>, "PRIVATE"),
  );
}

/** An ARN that the program put together from the API and the stage's name: `arn:aws:apigateway:<region>::/restapis/<api>/stages/<name>`. */
function namesStage(arn: Reading<string>, stage: Reading<StageArgs>, stack: StackView): Answer {
  const value = valueOf(arn);
  if (value !== UNKNOWN) {
    const [, api, name] = /\/restapis\/([^/]+)\/stages\/(.+)/.exec(String(value)) ?? [];
    return fromBoolean(valueOf(stage.restApi as Reading<unknown>) === api && valueOf(stage.stageName) === name);
  }
  const apis = sourcesOf(stage.restApi as Reading<unknown>);
  const sources = sourcesOf(arn);
  if (!sources.some((urn) => apis.includes(urn))) return no();
  const siblings = stack
    .all(restStage)
    .filter((other) => sourcesOf(other.restApi as Reading<unknown>).some((urn) => apis.includes(urn)));
  // Where the ARN is made from one of the stages too, the reference to that stage has decided.
  if (siblings.some((other) => sources.includes(resourceOf(other).urn))) return no();
  return siblings.length === 1 ? yes : unknown(pathOf(arn));
}
