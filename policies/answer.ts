/**
 * Kleene's three values with the property paths that decided them. A check never throws for a value that is not known yet:
 * it answers `unknown`, and the combination says whether that matters.
 */
export interface Answer {
  readonly truth: boolean | "unknown";
  /** The property paths behind this truth: for `false` the ones that were wrong, for `unknown` the ones not known yet. */
  readonly paths: readonly string[];
}

export const yes: Answer = { truth: true, paths: [] };

export function no(...paths: readonly string[]): Answer {
  return { truth: false, paths };
}

export function unknown(...paths: readonly string[]): Answer {
  return { truth: "unknown", paths };
}

/** True when all are; one certain `false` decides whatever else is unknown. The empty conjunction is true. */
export function all(...answers: readonly Answer[]): Answer {
  const wrong = answers.filter((answer) => answer.truth === false);
  if (wrong.length > 0) return no(...pathsOf(wrong));
  const open = answers.filter((answer) => answer.truth === "unknown");
  return open.length > 0 ? unknown(...pathsOf(open)) : yes;
}

/** True when one is; one certain `true` decides whatever else is unknown. The empty disjunction is false. */
export function any(...answers: readonly Answer[]): Answer {
  if (answers.some((answer) => answer.truth === true)) return yes;
  const open = answers.filter((answer) => answer.truth === "unknown");
  return open.length > 0 ? unknown(...pathsOf(open)) : no(...pathsOf(answers));
}

/** The opposite; `paths` names what a resulting `false` is about, as a true answer carries no path of its own. */
export function not(answer: Answer, ...paths: readonly string[]): Answer {
  if (answer.truth === "unknown") return answer;
  return answer.truth ? no(...(paths.length > 0 ? paths : answer.paths)) : yes;
}

/** `condition` implies `consequence`. */
export function implies(condition: Answer, consequence: Answer): Answer {
  return any(not(condition), consequence);
}

export function fromBoolean(value: boolean, ...paths: readonly string[]): Answer {
  return value ? yes : no(...paths);
}

/** The same truth, where a `false` names these paths: what the engineer should look at, not every property that was compared. */
export function about(answer: Answer, ...paths: readonly string[]): Answer {
  return answer.truth === false ? no(...paths) : answer;
}

/** The same truth with nothing to name where it is false: what is wrong stands elsewhere. */
export function unnamed(answer: Answer): Answer {
  return about(answer);
}

function pathsOf(answers: readonly Answer[]): readonly string[] {
  const [only] = answers;
  // By far the most common case; one answer of several paths may still name one of them twice.
  if (answers.length === 1 && only !== undefined && only.paths.length < 2) return only.paths;
  const paths: string[] = [];
  for (const answer of answers)
    for (const path of answer.paths) if (paths.length > 16 || !paths.includes(path)) paths.push(path);
  // A handful is searched faster than hashed.
  return paths.length > 16 ? [...new Set(paths)] : paths;
}
