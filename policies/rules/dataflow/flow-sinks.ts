import { about, all, fromBoolean, unknown, type Answer } from "../../answer";
import { present } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { namedIn } from "./flow-names";
import { PhiFlow } from "./phi-flow";

/** Properties of a carrier that name what its data goes to, each with the kinds that are judged. */
export type Sinks = Readonly<Record<string, Kind<unknown>>>;

type Subject = Reading<unknown>;

/** One of the properties names something of this program, or something that is not known yet. */
export function goesSomewhere(p: Subject, stack: StackView, sinks: Sinks): Answer {
  const owner = resourceOf(p);
  return fromBoolean(
    Object.entries(sinks).some(([property, kind]) => {
      const { found, open } = namedIn(stack.index, owner, property, kind);
      return open || found.length > 0;
    }),
    ...Object.keys(sinks),
  );
}

/**
 * Everything of this program that the properties name holds; a breach is told as the way that the data takes. What stands outside the
 * program is judged where it is made.
 */
export function everySink(p: Subject, stack: StackView, sinks: Sinks, holds: (sink: Resource) => Answer): Answer {
  return everyNamed(p, stack, sinks, holds, (owner, sink) => PhiFlow.of(stack).path(owner, sink));
}

/** The same for properties that name where the data comes from. */
export function everySource(p: Subject, stack: StackView, sources: Sinks, holds: (source: Resource) => Answer): Answer {
  return everyNamed(p, stack, sources, holds, (owner, source) => PhiFlow.of(stack).path(source, owner));
}

function everyNamed(
  p: Subject,
  stack: StackView,
  ends: Sinks,
  holds: (end: Resource) => Answer,
  way: (owner: Resource, end: Resource) => string,
): Answer {
  const owner = resourceOf(p);
  const answers = Object.entries(ends).flatMap(([property, kind]) => {
    // Read for the record: whether the program names anything there.
    present((p as unknown as Record<string, Subject>)[property] as Subject);
    const { found, open } = namedIn(stack.index, owner, property, kind);
    return [
      ...found.map((end) => drawnBreach(holds(end), () => way(owner, end))),
      ...(open ? [unknown(property)] : []),
    ];
  });
  return all(...answers);
}

/** The same answer with the way of the data in place of a property's path where it is false. */
export function drawnBreach(answer: Answer, way: () => string): Answer {
  return about(answer, way());
}

/** Patient data passes the resource. */
export function carriesPhi(stack: StackView, resource: Resource): Answer {
  return PhiFlow.of(stack).carries(resource);
}
