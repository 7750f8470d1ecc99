import type { Case } from "./case";
import type { Name } from "./names";
import { VALUES } from "./values";

/** A name as a document writes it. Throws for a form that there is not. */
export function nameForm(form: string, name: Name, { random, half }: Case): string {
  const { first, middle, last } = name;
  const { suffixes, shortName, initials } = VALUES[half];
  const initial = middle.slice(0, 1);
  switch (form) {
    case "any":
      return random.weighted([
        [`${first} ${last}`, 12],
        [`${first} ${initial}. ${last}`, 3],
        [`${first} ${initial} ${last}`, 1],
        [`${first} ${middle} ${last}`, 2],
        [shortName(name), 1],
        [`${first} ${last}${random.pick(suffixes)}`, name.isWoman ? 0 : 0.7],
      ]);
    case "full":
      return `${first} ${last}`;
    case "first":
      return first;
    case "last":
      return last;
    case "lf":
      return `${last}, ${first}${random.weighted([
        ["", 3],
        [` ${initial}`, 1],
        [` ${initial}.`, 1],
        [` ${middle}`, 1],
      ])}`;
    case "fm":
      return `${first} ${initial}. ${last}`;
    case "il":
      return `${first.slice(0, 1)}. ${last}`;
    case "initials":
      return initials(name, random);
    case "hl7":
      return [last, first, ...(random.chance(0.5) ? [initial] : [])].join("^");
    case "mi":
      return initial;
    case "middle":
      return middle;
    default:
      throw new Error(`no form of a name is called ${form}`);
  }
}
