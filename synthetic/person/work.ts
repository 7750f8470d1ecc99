import { YEAR_DAYS, type Day } from "../calendar";
import type { Random } from "../random";
import type { Coverage, Job } from "../record";
import { uuid } from "./numbers";

const ADULT = 18;
const PENSION = 65;

const TITLES = [
  "teacher",
  "nurse aide",
  "carpenter",
  "bookkeeper",
  "bus driver",
  "cook",
  "electrician",
  "software tester",
  "sales clerk",
  "machinist",
  "farm worker",
  "librarian",
  "dispatcher",
  "warehouse worker",
  "receptionist",
];
const EMPLOYERS = [
  "Example Freight Co.",
  "Sample Foods Inc.",
  "Test Valley Schools",
  "Placeholder Metals",
  "Demo Mutual",
  "Fictional Farms",
  "Specimen Electric",
];

/** Jobs one after another, with times between them, until a pension. */
export function jobsOf(random: Random, born: Day, until: Day): Job[] {
  const jobs: Job[] = [];
  const end = Math.min(until + 1, born + Math.floor(PENSION * YEAR_DAYS));
  let from = born + Math.floor(random.whole(ADULT, 24) * YEAR_DAYS);
  while (from < end) {
    const to = from + Math.floor(random.whole(2, 14) * YEAR_DAYS);
    const job = { title: random.pick(TITLES), employer: random.pick(EMPLOYERS), from };
    jobs.push(to < end ? { ...job, to } : end <= until ? { ...job, to: end - 1 } : job);
    from = to + (random.chance(0.3) ? random.whole(60, 500) : 1);
  }
  return jobs;
}

const PAYERS = ["Example Health Plan", "Sample Blue Shield", "Demo Mutual Care", "Test Valley HMO"];

/** Insurance follows work: a plan a job, the parents' or Medicaid before, Medicare from 65 on, nothing between jobs. */
export function coveragesOf(random: Random, born: Day, jobs: readonly Job[], until: Day): Coverage[] {
  const coverage = (kind: Coverage["kind"], from: Day, to?: Day): Coverage => ({
    id: uuid(random),
    kind,
    payer: kind === "commercial" ? random.pick(PAYERS) : kind === "medicare" ? "Medicare" : "Medicaid",
    memberId: random.shape(
      kind === "commercial" ? "TST%########" : kind === "medicare" ? "%TS%-TE%-TT##" : "MCD%#######",
    ),
    from,
    ...(to !== undefined && to <= until && { to }),
  });
  const atWork = jobs[0]?.from ?? born + Math.floor(26 * YEAR_DAYS);
  const covered = [coverage(random.chance(0.35) ? "medicaid" : "commercial", born, atWork - 1)];
  for (const { from, to } of jobs) if (random.chance(0.85)) covered.push(coverage("commercial", from, to));
  const pension = born + Math.floor(PENSION * YEAR_DAYS);
  if (pension <= until) covered.push(coverage("medicare", pension));
  return covered.filter(({ from }) => from <= until);
}
