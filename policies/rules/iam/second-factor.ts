import { about, all, any, not, type Answer } from "../../answer";
import { condition, denies, everyResource, someStatement, type Statement } from "../../policy-document";
import { absent, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { isEveryAction } from "./grants";

/** The statement counts only for callers who signed in with a second factor; names the condition. */
export function asksForSecondFactor(statement: Reading<Statement>): Answer {
  const answer = any(
    // BoolIfExists lets requests with long-lived keys through, which carry no such key.
    condition(statement, /^Bool$/i, "aws:MultiFactorAuthPresent", (value) => value.toLowerCase() === "true"),
    condition(statement, /^NumericLessThan(Equals)?$/i, "aws:MultiFactorAuthAge", (value) => Number(value) > 0),
  );
  return about(answer, pathOf(statement.Condition));
}

/**
 * The document refuses everything, or everything but what it takes to set up a second factor, to whoever signed in without one
 * (IAM User Guide, "Allows MFA-authenticated IAM users to manage their own credentials").
 */
export function refusesWithoutSecondFactor(document: Reading<unknown>): Answer {
  return someStatement(document, (statement) =>
    all(
      denies(statement),
      any(
        some(statement.Action, (action) => isEveryAction(action as Reading<string>)),
        not(absent(statement.NotAction)),
      ),
      everyResource(statement),
      condition(
        statement,
        /^Bool(IfExists)?$/i,
        "aws:MultiFactorAuthPresent",
        (value) => value.toLowerCase() === "false",
      ),
    ),
  );
}
