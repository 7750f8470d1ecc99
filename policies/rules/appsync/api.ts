import type { ApiCacheArgs, GraphQLApiArgs } from "@pulumi/aws/appsync";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2";
import { all } from "../../answer";
import { given, is, oneOf } from "../../predicates";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { refusesKnownBadInputs, webAcl } from "./web-acl";

const api = on<GraphQLApiArgs>("aws:appsync/graphQLApi:GraphQLApi");
const cache = on<ApiCacheArgs>("aws:appsync/apiCache:ApiCache");
const association: Kind<WebAclAssociationArgs> = { types: ["aws:wafv2/webAclAssociation:WebAclAssociation"] };

export const appsyncLoggingEnabled = api.rule({
  id: "appsync-logging-enabled",
  title: "GraphQL APIs log how fields are resolved",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
  says: "does not log how its fields are resolved",
  fix: 'Set logConfig: { cloudwatchLogsRoleArn: role.arn, fieldLogLevel: "ERROR", excludeVerboseContent: true }.',
  why: 'INFO and DEBUG log errors too. "ALL" with verbose content writes the data that was asked for into the log.',
  requires: ({ logConfig }) =>
    all(given(logConfig.cloudwatchLogsRoleArn), oneOf(logConfig.fieldLogLevel, ["ERROR", "ALL", "INFO", "DEBUG"])),
});

export const appsyncAssociatedWithWaf = api.relation({
  id: "appsync-associated-with-waf",
  title: "GraphQL APIs stand behind a web ACL that refuses known bad input",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html",
  says: "has no web ACL in front of it that refuses known bad input",
  fix: "Add an aws.wafv2.WebAclAssociation with resourceArn: api.arn, whose ACL has the managed rule group AWSManagedRulesKnownBadInputsRuleSet without a count override.",
  why: "An ACL made in another stack is judged there.",
  requires: (p, stack) =>
    stack
      .partner(p, association, "resourceArn")
      .some((of) => all(...stack.named(of.webAclArn, webAcl).certain.map((acl) => refusesKnownBadInputs(acl, stack)))),
});

export const appsyncCacheEncryption = cache.rule({
  id: "appsync-cache-encryption",
  title: "Caches of GraphQL APIs are encrypted, at rest and on the way",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html",
  says: "keeps or sends answers unencrypted",
  fix: "Set atRestEncryptionEnabled: true and transitEncryptionEnabled: true; the cache is made anew.",
  remedy: { atRestEncryptionEnabled: true, transitEncryptionEnabled: true },
  requires: (p) => all(is(p.atRestEncryptionEnabled, true), is(p.transitEncryptionEnabled, true)),
});
