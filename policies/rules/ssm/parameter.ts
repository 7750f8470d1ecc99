import type { ParameterArgs } from "@pulumi/aws/ssm";
import { all, any, not } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { customerKey, is } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";

export const parameter = on<ParameterArgs>("aws:ssm/parameter:Parameter");

export const ssmParameterCmk = parameter.rule({
  id: "ssm-parameter-cmk",
  title: "Parameters are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
  says: "is kept in plain text, or under the key of Systems Manager",
  fix: 'Set type: "SecureString" and keyId: key.arn, or tag a parameter that is no secret, e.g. "phiguard:classification": "internal".',
  appliesWhen: (p, settings, resource) =>
    all(
      not(is(p.dataType, "aws:ec2:image"), pathOf(p.dataType)),
      any(is(p.type, "SecureString"), mayHoldPhi(resource, settings)),
    ),
  otherwise:
    "A parameter for the id of an image can't be encrypted, and a plain one may be classified as holding nothing worth hiding.",
  requires: (p) => all(is(p.type, "SecureString"), customerKey(p.keyId)),
});
