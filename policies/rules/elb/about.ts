import { no, type Answer } from "../../answer";

/** The same truth, where a `false` names these paths: what the engineer should look at, not every property that was compared. */
export function about(answer: Answer, ...paths: readonly string[]): Answer {
  return answer.truth === false ? no(...paths) : answer;
}
