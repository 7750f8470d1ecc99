import { parse } from "csv-parse/sync";

import type { Report } from "../model/report";
import type { State } from "../model/state";

/** State by citation, as each output tells it. Each reader knows only its own format. */
export type Voice = Readonly<Record<string, string>>;

export function modelVoice(report: Report): Voice {
  return voice(report.citations.map(({ row, state }) => [row.citation, state]));
}

export function jsonVoice(text: string): Voice {
  return modelVoice(JSON.parse(text) as Report);
}

export function csvVoice(text: string): Voice {
  const rows = parse(text, { columns: true }) as { citation: string; state: string }[];
  return voice(rows.map(({ citation, state }) => [citation, state]));
}

const CARD = /<article class="card c-([a-z-]+)[^"]*" id="c-[^"]+" data-state="([a-z-]+)"><h4><span>(164\.\S+) /g;

/** From the cards: the class that colours one, the state a filter reads and the word a reader sees must be one. */
export function htmlVoice(html: string): Voice {
  const words = new Map<string, string>();
  for (const match of html.matchAll(CARD)) {
    const [card, colour, state, citation] = match as unknown as [string, string, string, string];
    const word = /<span class="st st-([a-z-]+)">([a-z ]+)<\/span>/.exec(html.slice(match.index + card.length));
    const told = [colour, word?.[1], word?.[2]?.replace(/ /g, "-")];
    words.set(citation, told.every((one) => one === state) ? state : `${state}, but also ${told.join(", ")}`);
  }
  return voice([...words]);
}

interface Prop {
  readonly name: string;
  readonly value: string;
}

interface Finding {
  readonly props: readonly Prop[];
  readonly target: { readonly status: { readonly state: string; readonly reason: string } };
}

/** By the property; the standard's own state must fit it. */
export function oscalVoice(text: string): Voice {
  const document = JSON.parse(text) as { "assessment-results": { results: [{ findings: Finding[] }] } };
  return voice(
    document["assessment-results"].results[0].findings.map(({ props, target: { status } }) => {
      const value = (wanted: string) => props.find(({ name }) => name === wanted)?.value ?? "missing";
      const state = value("state");
      const fits =
        (status.state === "satisfied") === (state === "pass") && (status.reason === "fail") === (state === "fail");
      return [value("citation"), fits ? state : `${state}, but ${status.state}`];
    }),
  );
}

interface OcsfEvent {
  readonly finding_info: { readonly types: readonly string[] };
  readonly compliance: { readonly control: string; readonly status_id: number; readonly status_code: string };
  readonly unmapped: { readonly phiguard: { readonly state: string } };
}

const OCSF_IDS: Readonly<Record<State, number>> = {
  pass: 1,
  waived: 2,
  fail: 3,
  undetermined: 0,
  stale: 0,
  "no-evidence": 0,
  "not-applicable": 99,
};

export function ocsfVoice(text: string): Voice {
  const events = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as OcsfEvent);
  return voice(
    events
      .filter(({ finding_info }) => finding_info.types.includes("citation"))
      .map(({ compliance, unmapped }) => {
        const { state } = unmapped.phiguard;
        const fits = compliance.status_code === state && OCSF_IDS[state as State] === compliance.status_id;
        return [compliance.control, fits ? state : `${state}, but ${compliance.status_id} ${compliance.status_code}`];
      }),
  );
}

function voice(entries: readonly (readonly [string, string])[]): Voice {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
