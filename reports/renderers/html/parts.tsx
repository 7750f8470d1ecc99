import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";

import { STATES, STATE_WORDS } from "../../model/state";
import type { State, StateCounts } from "../../model/state";

/** A state is told by its word, then by the shape that the style sheet puts before it, then by its colour. */
export function StateWord({ state, count }: { readonly state: State; readonly count?: number }) {
  return (
    <span class={`st st-${state}`}>
      {count === undefined ? "" : `${count} `}
      {STATE_WORDS[state]}
    </span>
  );
}

/** A stacked bar of counts. Its numbers always stand beside it as text. */
export function Bar({
  counts,
  label,
  thin,
}: {
  readonly counts: StateCounts;
  readonly label: string;
  readonly thin?: boolean;
}) {
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  let before = 0;
  return (
    <svg class={thin ? "bar thin" : "bar"} role="img" aria-label={label}>
      {STATES.filter((state) => counts[state] > 0).map((state) => {
        const x = (before / total) * 100;
        const width = (counts[state] / total) * 100;
        before += counts[state];
        return (
          <>
            <rect
              class={`f-${state}`}
              x={`${round(x)}%`}
              y="1"
              width={`${round(width)}%`}
              height={thin ? "12" : "26"}
            />
            {!thin && width > 4 ? (
              <text class={`t-${state}`} x={`${round(x + width / 2)}%`} y="19">
                {counts[state]}
              </text>
            ) : null}
          </>
        );
      })}
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A table that may be wider than a small screen: the table scrolls, the page does not. */
export function Wide({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="wide" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** Search and filter; hidden until the script runs, for without it they do nothing. `items` is a selector. */
export function Filter(props: {
  readonly name: string;
  readonly items: string;
  readonly groups?: string;
  readonly what: string;
  readonly states: readonly State[];
}) {
  return (
    <form
      class="filter"
      role="search"
      aria-label={`Filter ${props.what}`}
      data-items={props.items}
      data-groups={props.groups}
      hidden
    >
      <div>
        <label for={`${props.name}-q`}>Search {props.what}</label>
        <input id={`${props.name}-q`} name="q" type="search" autocomplete="off" />
      </div>
      <div>
        <label for={`${props.name}-s`}>State</label>
        <select id={`${props.name}-s`} name="s">
          <option value="">all</option>
          {STATES.filter((state) => props.states.includes(state)).map((state) => (
            <option value={state}>{STATE_WORDS[state]}</option>
          ))}
        </select>
      </div>
      <output aria-live="polite" for={`${props.name}-q ${props.name}-s`} />
    </form>
  );
}

/** `2026-11-20 09:30 UTC`; seconds only where there are any. */
export function time(value: string): string {
  const iso = new Date(value).toISOString();
  const seconds = iso.slice(16, 19) === ":00" ? "" : iso.slice(16, 19);
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}${seconds} UTC`;
}

/** Anchors: letters, digits and `-` only, so that a link is readable and a name chosen by others cannot break out of it. */
export function citationAnchor(citation: string): string {
  return `c-${citation.replace(/[^A-Za-z0-9.]+/g, "-").replace(/-$/, "")}`;
}

/** Rows that have a card on the page: a register may name those of another framework, which have none. */
export const Rows = createContext<ReadonlySet<string>>(new Set());

export function CitationLink({
  citation,
  children,
}: {
  readonly citation: string;
  readonly children?: ComponentChildren;
}) {
  if (!useContext(Rows).has(citation)) return <span class="cite">{children ?? citation}</span>;
  return (
    <a class="cite" href={`#${citationAnchor(citation)}`}>
      {children ?? citation}
    </a>
  );
}

/** Only web addresses become links: an address comes from data, and `javascript:` is one too. */
export function WebLink({ href, children }: { readonly href: string; readonly children?: ComponentChildren }) {
  if (!/^https?:\/\//.test(href)) return <>{children ?? href}</>;
  return (
    <a href={href} rel="noreferrer noopener">
      {children ?? href}
    </a>
  );
}

/** With a capital, as a heading has it. */
export function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `3 fail, 2 stale, 40 pass`: the states that occur, in their order. */
export function countsInWords(counts: StateCounts): string {
  const words = STATES.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${STATE_WORDS[state]}`);
  return words.length === 0 ? "none" : words.join(", ");
}

export function statesIn(counts: StateCounts): State[] {
  return STATES.filter((state) => counts[state] > 0);
}

/** Heads of a table whose columns are the states, after a bar of their shares. */
export function StateHeads({ of }: { readonly of: string }) {
  return (
    <tr>
      <th scope="col">{of}</th>
      <th scope="col" class="barcell">
        Share
      </th>
      {STATES.map((state) => (
        <th scope="col">
          <StateWord state={state} />
        </th>
      ))}
    </tr>
  );
}
