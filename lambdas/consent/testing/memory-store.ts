import type { Disclosure } from "../disclosure";
import type { ConsentEvent } from "../event";
import type { ConsentStore, DisclosureLog } from "../ports";

/** Histories in memory, with a wait before each answer, so that writers come between one another. */
export class MemoryConsents implements ConsentStore {
  readonly all = new Map<string, Map<number, ConsentEvent>>();

  async eventsOf(subject: string): Promise<readonly ConsentEvent[]> {
    await turn();
    return [...(this.all.get(subject)?.values() ?? [])];
  }

  async append(subject: string, event: ConsentEvent): Promise<boolean> {
    await turn();
    const events = this.all.get(subject) ?? new Map<number, ConsentEvent>();
    if (events.has(event.version)) return false;
    this.all.set(subject, events.set(event.version, event));
    return true;
  }

  async remove(subject: string, versions: readonly number[]): Promise<void> {
    await turn();
    for (const version of versions) this.all.get(subject)?.delete(version);
  }
}

export class MemoryDisclosures implements DisclosureLog {
  readonly all = new Map<string, Map<string, Disclosure>>();

  async record(subject: string, disclosure: Disclosure): Promise<void> {
    const told = this.all.get(subject) ?? new Map<string, Disclosure>();
    this.all.set(subject, told.set(disclosure.id, disclosure));
  }

  async of(subject: string): Promise<readonly Disclosure[]> {
    return [...(this.all.get(subject)?.values() ?? [])];
  }

  async remove(subject: string, disclosures: readonly Pick<Disclosure, "id">[]): Promise<void> {
    for (const { id } of disclosures) this.all.get(subject)?.delete(id);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
