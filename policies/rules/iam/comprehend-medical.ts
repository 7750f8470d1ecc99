import { all, any, fromBoolean, not, unknown, unnamed, yes } from "../../answer";
import { boundBy, globsOverlap, reaches } from "../../policy-document";
import { absent, every } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { everyGrant, identityPolicy, isOneOfKeys } from "./grants";

/** What reads health data out of text and is done when it answers; jobs keep what they find in a bucket. */
const allowedActions = texts({
  name: "allowedActions",
  description: "Actions of Comprehend Medical that policies may allow.",
  fallback: [
    "comprehendmedical:DetectEntities",
    "comprehendmedical:DetectEntitiesV2",
    "comprehendmedical:DetectPHI",
    "comprehendmedical:InferICD10CM",
    "comprehendmedical:InferRxNorm",
    "comprehendmedical:InferSNOMEDCT",
  ],
});

const PRINCIPAL_OR_NETWORK = ["aws:sourcevpce", "aws:sourcevpc", "aws:principaltag/"];

export const comprehendmedicalIamScope = identityPolicy.rule({
  id: "comprehendmedical-iam-scope",
  title: "Policies allow single Detect and Infer actions of Comprehend Medical, to tagged principals or from the VPC",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/comprehend-medical/latest/dev/security-iam.html",
  says: "allows more of Comprehend Medical than single Detect and Infer actions bound to a principal or network",
  fix: 'Name the actions, e.g. "comprehendmedical:DetectPHI", and add Condition: { StringEquals: { "aws:SourceVpce": endpoint.id } } (or aws:PrincipalTag/<key>).',
  why: "Comprehend Medical takes no resource, so the actions and the condition are all that limits who may send it text.",
  config: [allowedActions],
  requires: (p, settings) => {
    const allowed = new Set(allowedActions.of(settings).map((action) => action.toLowerCase()));
    return everyGrant(p, (statement) =>
      any(
        unnamed(not(reaches(statement, "comprehendmedical:*"))),
        all(
          absent(statement.NotAction),
          every(statement.Action, (item) => {
            const action = item as Reading<string>;
            const value = valueOf(action);
            if (value === UNKNOWN) return unknown(pathOf(action));
            const name = String(value).toLowerCase();
            return fromBoolean(!globsOverlap("comprehendmedical:*", name) || allowed.has(name), pathOf(action));
          }),
          boundBy(
            statement,
            (key) => isOneOfKeys(key, PRINCIPAL_OR_NETWORK),
            (value) => !/^[*?]*$/.test(value),
            yes,
          ),
        ),
      ),
    );
  },
});
