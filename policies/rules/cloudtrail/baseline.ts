import type { JudgingContext, Rule } from "../../rule";

/** What the run takes for the account's baseline counts for this rule as if the user had said so in the settings. */
export function knowingBaseline(rule: Rule): Rule {
  const { judge, judgeStack } = rule;
  return {
    ...rule,
    ...(judge === undefined ? {} : { judge: (resource, context) => judge(resource, told(context)) }),
    ...(judgeStack === undefined ? {} : { judgeStack: (stack, context) => judgeStack(stack, told(context)) }),
  };
}

function told(context: JudgingContext): JudgingContext {
  return context.isBaseline ? { ...context, settings: { ...context.settings, baseline: "yes" } } : context;
}
