import type { Grammar } from "../../../synthetic/text/grammar";

/** A kind of document and its templates. */
export interface Kind {
  readonly templates: readonly string[];
  /** Written by people, so that scanners, typing and terminals spoil it; structured kinds come as they are. */
  readonly isProse: boolean;
}

/** What one half knows: its kinds by name, and the phrases they share. */
export interface Templates {
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly grammar: Grammar;
}

export function prose(...templates: readonly string[]): Kind {
  return { templates, isProse: true };
}

export function structured(...templates: readonly string[]): Kind {
  return { templates, isProse: false };
}
