import { Habit } from "../../lambdas/access-model/habit";
import { observe, type Observed } from "../../lambdas/access-model/observe";
import type { HospitalAccess } from "../../synthetic/hospital/access";
import { toldOf, type Telling } from "./telling";

/** Habits of everybody and of every role, in memory, and what they make of accesses in the order of their times. */
export class Watch {
  readonly people = new Map<string, Habit>();
  readonly roles = new Map<string, Habit>();

  constructor(private readonly telling: Telling = "all") {}

  see(access: HospitalAccess): Observed {
    const { role, seen } = toldOf(access, this.telling);
    return observe(habitOf(this.people, access.caller), habitOf(this.roles, role), seen);
  }
}

function habitOf(habits: Map<string, Habit>, name: string): Habit {
  const known = habits.get(name);
  if (known !== undefined) return known;
  const habit = new Habit();
  habits.set(name, habit);
  return habit;
}
