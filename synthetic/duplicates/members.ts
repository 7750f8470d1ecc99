import { dayOf, isoDay, type Day } from "../calendar";
import { makeLife } from "../person/life";
import { familyName, givenName, groupByChance } from "../person/names";
import { addressIn, townByChance } from "../person/places";
import { Random } from "../random";
import { onDay, type Person } from "../record";
import { writtenDown, type Registration } from "./faults";

/** A registration with where it stands and, to measure by, who it is of. */
export interface Member extends Registration {
  readonly partner: string;
  readonly memberId: string;
  /** The truth: members of one number are one person. */
  readonly person: string;
}

export interface Registers {
  readonly seed: number;
  /** People who are in at least one register. */
  readonly people: number;
  /** The last day that anything is known of, YYYY-MM-DD. */
  readonly until: string;
}

/** Registers that people may be in, beside the one that each is in. */
const PARTNERS = ["north-clinic", "south-clinic", "harbor-plan", "valley-plan"] as const;
/** Share of people who are in another register, in a third, and who were entered twice in one. */
const ANOTHER = 0.35;
/** Shares of people with a twin in the registers, and with a child who has their whole name. */
const TWINS = 0.01;
const NAMESAKES = 0.01;
/** Years back to which a registration may go: the name and the home are those of that day. */
const YEARS_BACK = 8;

/** Members of registers with who each of them is: people, some with a twin or a child of the same name, each in one register or more. */
export function* members({ seed, people, until }: Registers): Generator<Member> {
  const last = dayOf(until);
  for (let index = 0; index < people; index++) {
    const random = new Random(`${seed}/register/${index}`);
    const phone = phoneOf(random);
    const { person } = makeLife(random, last);
    yield* entered(random, `${index}`, person, phone, last);
    if (random.chance(TWINS)) yield* entered(random, `${index}-twin`, twinOf(random, person), phone, last);
    else if (random.chance(NAMESAKES)) {
      const child = namesakeOf(random, person, last);
      if (child !== undefined) yield* entered(random, `${index}-child`, child, phone, last);
    }
  }
}

function* entered(random: Random, truth: string, person: Person, phone: string, last: Day): Generator<Member> {
  const newPhone = random.chance(0.15) ? phoneOf(random) : phone;
  const partners = [random.pick(PARTNERS)];
  while (partners.length < 4 && random.chance(ANOTHER)) partners.push(random.pick(PARTNERS));
  for (const [at, partner] of partners.entries()) {
    const day = Math.max(person.born, last - random.whole(0, YEARS_BACK * 365));
    const known = registrationOf(person, day, random.chance(0.5) ? phone : newPhone);
    yield { ...writtenDown(random, known), partner, memberId: `${truth}.${at}`, person: truth };
  }
}

function registrationOf(person: Person, day: Day, phone: string): Registration {
  const family = onDay(person.names, day)!.family;
  const former = person.names.filter(({ from }) => from <= day).map((name) => name.family);
  return {
    given: person.given,
    family,
    formerNames: [...new Set(former)].filter((name) => name !== family),
    birthDate: isoDay(person.born),
    sex: person.sex === "female" ? "F" : "M",
    postalCode: onDay(person.homes, day)!.zip,
    phone,
  };
}

/** The same birth, home and family name; a given name and a sex of its own. */
function twinOf(random: Random, person: Person): Person {
  const group = groupByChance(random);
  const isWoman = random.chance(person.sex === "female" ? 0.7 : 0.3);
  let given = givenName(random, group, isWoman);
  while (given === person.given) given = givenName(random, group, isWoman);
  return { ...person, given, sex: isWoman ? "female" : "male" };
}

/** A child with the whole name of the parent, in the parent's home; undefined where it would not be born yet. */
function namesakeOf(random: Random, person: Person, last: Day): Person | undefined {
  const born = person.born + random.whole(20 * 365, 38 * 365);
  if (born > last - 365) return undefined;
  const family = person.names.at(-1)?.family ?? familyName(random, groupByChance(random));
  const home = person.homes.at(-1) ?? { from: born, ...addressIn(townByChance(random), random) };
  return { ...person, born, names: [{ family, from: born }], homes: [{ ...home, from: born, to: undefined }] };
}

/** Numbers 555-0100 to 555-0199 are set aside for fiction in every area code (ATIS-0300115). */
function phoneOf(random: Random): string {
  return `${random.whole(2, 9)}${random.shape("##")}-555-01${random.shape("##")}`;
}
