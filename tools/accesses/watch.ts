import { Habit } from "../../lambdas/access-model/habit";
import { observe, type Observed } from "../../lambdas/access-model/observe";
import { ANY_ROLE } from "../../lambdas/access-score/core";
import type { HospitalAccess } from "../../synthetic/hospital/access";

/** Habits of everybody and of every role, in memory, and what they make of accesses in the order of their times. */
export class Watch {
  readonly people = new Map<string, Habit>();
  readonly roles = new Map<string, Habit>();

  /** @param isBare whether it is told of caller, patient, records and break-glass alone, and everybody is of one role. */
  constructor(private readonly isBare = false) {}

  see(access: HospitalAccess): Observed {
    const person = habitOf(this.people, access.caller);
    if (!this.isBare) return observe(person, habitOf(this.roles, access.role), access);
    const { at, subject, records, breakGlass } = access;
    return observe(person, habitOf(this.roles, ANY_ROLE), { at, subject, records, breakGlass });
  }
}

function habitOf(habits: Map<string, Habit>, name: string): Habit {
  const known = habits.get(name);
  if (known !== undefined) return known;
  const habit = new Habit();
  habits.set(name, habit);
  return habit;
}
