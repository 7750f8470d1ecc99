import { CLINICAL } from "./words/clinical";
import { DRUGS } from "./words/drugs";
import { ASKING, PERSONAL, POSSESSED, SPECIALTIES } from "./words/frames";
import { EPONYM_HEADS, EPONYMS, NEVER_NAMES } from "./words/notes";
import {
  AFTER_NAME,
  BEFORE_NAME,
  CREDENTIALS,
  HONORIFICS,
  KIN,
  NAME_LABELS,
  PARTICLES,
  ROLES,
  SUFFIXES,
} from "./words/people";
import {
  DIRECTIONS,
  FACILITY_HEADS,
  ORGANIZATION_HEADS,
  ROOM_HEADS,
  STATES,
  STATE_NAMES,
  STREET_TYPES,
  SURE_STREET_TYPES,
  TOWN_STARTS,
  UNITS,
} from "./words/places";
import { NO_PERSONS } from "./words/peoples";
import { MONTH_OF, SEASONS, WEEKDAYS } from "./words/time";

/** What a word can be in a note; one word can be several things. */
export const ROLE = {
  honorific: 1,
  credential: 1 << 1,
  kin: 1 << 2,
  person: 1 << 3,
  nameLabel: 1 << 4,
  beforeName: 1 << 5,
  afterName: 1 << 6,
  particle: 1 << 7,
  suffix: 1 << 8,
  never: 1 << 9,
  eponymHead: 1 << 10,
  eponym: 1 << 11,
  drug: 1 << 12,
  street: 1 << 13,
  sureStreet: 1 << 14,
  direction: 1 << 15,
  unit: 1 << 16,
  state: 1 << 17,
  stateName: 1 << 18,
  townStart: 1 << 19,
  facility: 1 << 20,
  organization: 1 << 21,
  room: 1 << 22,
  month: 1 << 23,
  weekday: 1 << 24,
  season: 1 << 25,
  specialty: 1 << 26,
  possessed: 1 << 27,
  asking: 1 << 28,
  personal: 1 << 29,
  clinical: 1 << 30,
} as const;

const LISTS: readonly (readonly [role: number, words: Iterable<string>])[] = [
  [ROLE.honorific, HONORIFICS],
  [ROLE.credential, CREDENTIALS],
  [ROLE.kin, KIN],
  [ROLE.person, ROLES],
  [ROLE.nameLabel, NAME_LABELS],
  [ROLE.beforeName, BEFORE_NAME],
  [ROLE.afterName, AFTER_NAME],
  [ROLE.particle, PARTICLES],
  [ROLE.suffix, SUFFIXES],
  [ROLE.never, NEVER_NAMES],
  [ROLE.never, NO_PERSONS],
  [ROLE.eponymHead, EPONYM_HEADS],
  [ROLE.eponym, EPONYMS],
  [ROLE.drug, DRUGS],
  [ROLE.street, STREET_TYPES],
  [ROLE.sureStreet, SURE_STREET_TYPES],
  [ROLE.direction, DIRECTIONS],
  [ROLE.unit, UNITS],
  [ROLE.state, STATES],
  [ROLE.stateName, STATE_NAMES.filter((name) => !name.includes(" "))],
  [ROLE.townStart, TOWN_STARTS],
  [ROLE.facility, FACILITY_HEADS],
  [ROLE.organization, ORGANIZATION_HEADS],
  [ROLE.room, ROOM_HEADS],
  [ROLE.month, MONTH_OF.keys()],
  [ROLE.weekday, WEEKDAYS],
  [ROLE.season, SEASONS],
  [ROLE.specialty, SPECIALTIES],
  [ROLE.possessed, POSSESSED],
  [ROLE.asking, ASKING],
  [ROLE.personal, PERSONAL],
  [ROLE.clinical, CLINICAL],
];

const ROLES_OF = new Map<string, number>();
for (const [role, list] of LISTS) {
  for (const word of list) ROLES_OF.set(word, (ROLES_OF.get(word) ?? 0) | role);
}

/** Every word that has a role. */
export const roleWords = (): Iterable<string> => ROLES_OF.keys();

/** Bits of `ROLE` for a folded word. */
export const rolesOf = (key: string): number => ROLES_OF.get(key) ?? 0;
