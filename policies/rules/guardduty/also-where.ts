import type { Rule } from "../../rule";
import type { Kind } from "../../stack-index";

/** A rule about the account's baseline that judges every stack that makes one of these as well. */
export function alsoWhere(kind: Kind<unknown>, rule: Rule): Rule {
  const { judgeStack } = rule;
  if (judgeStack === undefined) throw new TypeError(`${rule.id} is about a whole stack and must judge one`);
  return {
    ...rule,
    judgeStack: (stack, context) =>
      judgeStack(stack, { ...context, isBaseline: context.isBaseline || stack.ofKind(kind).length > 0 }),
  };
}
