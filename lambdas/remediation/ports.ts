export type { AuditTrail } from "../audit/ports";

/** Items of the remediation table: one an id and kind. */
export interface Items {
  /** Keeps an item that was not there before; leaves it alone where it is there already. Gives what is kept now: this, or what was there. */
  keep(id: string, kind: string, content: object): Promise<unknown>;
  /** Keeps an item in place of the one that was there. */
  replace(id: string, kind: string, content: object): Promise<void>;
  /** The content, or undefined where there is none. */
  read(id: string, kind: string): Promise<unknown>;
  /** All items of an id, by kind. */
  list(id: string): Promise<readonly { readonly kind: string; readonly content: unknown }[]>;
}

/** Tells the people of the security topic. Never anything of a patient. */
export interface Notices {
  send(subject: string, text: string): Promise<void>;
}

export type Clock = () => Date;

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number | boolean>>): void;
}
