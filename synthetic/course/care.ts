import { ageAt, type Day } from "../calendar";
import { snomed } from "../catalog/codes";
import type { PanelName } from "../catalog/measurements";
import { CHILD_DOSES, INFLUENZA, PNEUMOCOCCAL, TETANUS, ZOSTER } from "../catalog/vaccines";
import { uuid } from "../person/numbers";
import type { Random } from "../random";
import type { Allergy, Encounter } from "../record";
import type { State } from "./body";
import type { Chart } from "./chart";
import type { Episode } from "./history";

/** Illnesses whose follow-up looks at the blood, and how. */
const FOLLOWED_BY: Readonly<Record<string, readonly PanelName[]>> = {
  diabetes: ["a1c", "metabolic"],
  hyperlipidemia: ["lipid"],
  hypertension: ["metabolic"],
  kidneyDisease: ["metabolic", "blood"],
  hypothyroidism: ["thyroid"],
  atrialFibrillation: ["clotting"],
  heartFailure: ["metabolic"],
  coronaryDisease: ["lipid"],
  anemia: ["blood"],
  heartAttack: ["metabolic", "blood"],
  pneumonia: ["blood", "metabolic"],
  appendicitis: ["blood"],
  stroke: ["metabolic", "blood"],
};

/** What belongs to a check-up at this age. */
export function checkUp(random: Random, chart: Chart, encounter: Encounter, state: State, age: number): void {
  if (age >= 40 && random.chance(0.7)) chart.panel(encounter, "lipid", state);
  if (age >= 35 && random.chance(0.7)) chart.panel(encounter, "metabolic", state);
  if (age >= 12) chart.survey(encounter, "phq9", state);
  if (state.sex === "female" && age >= 40 && age < 75 && random.chance(0.6)) chart.perform(encounter, "mammography");
  if (age >= 45 && age < 76 && random.chance(0.12)) chart.perform(encounter, "colonoscopy");
  if (age >= 1 && random.chance(0.55)) chart.immunize(INFLUENZA, encounter.day, encounter);
  if (age >= 18 && random.chance(0.1)) chart.immunize(TETANUS, encounter.day, encounter);
  if (age >= 50 && random.chance(0.1)) chart.immunize(ZOSTER, encounter.day, encounter);
  if (age >= 65 && random.chance(0.2)) chart.immunize(PNEUMOCOCCAL, encounter.day, encounter);
}

/** What is done about an illness, the first time and later. */
export function treat(
  random: Random,
  chart: Chart,
  encounter: Encounter,
  state: State,
  episode: Episode,
  isFirst: boolean,
): void {
  const { illness, name } = episode;
  const isAdult = ageAt(state.born, state.day) >= 18;
  for (const panel of FOLLOWED_BY[name] ?? [])
    if (isAdult && (isFirst || random.chance(0.75))) chart.panel(encounter, panel, state);
  if (name === "depression") chart.survey(encounter, "phq9", state);
  if (isFirst) for (const intervention of illness.interventions ?? []) chart.perform(encounter, intervention);
  if (name === "kneeArthritis" && !isFirst && random.chance(0.05)) chart.perform(encounter, "kneeReplacement");
  // A second and a third drug come when the first ones are not enough.
  const wanted = name === "hypertension" ? (isFirst ? 1 : random.whole(1, 3)) : illness.medications.length;
  for (const medication of illness.medications.slice(0, wanted)) chart.prescribe(encounter, medication, episode);
}

/** Doses of the schedule that fall into what is told. */
export function immunizeChild(chart: Chart, born: Day, begin: Day, end: Day): void {
  for (const [code, ages] of CHILD_DOSES)
    for (const age of ages) {
      const day = born + Math.round(age);
      if (day >= begin && day <= end) chart.immunize(code, day);
    }
}

const HIVES = snomed("247472004", "Wheal (finding)");
const ALLERGENS: readonly Omit<Allergy, "id" | "recorded">[] = [
  { code: { system: "rxnorm", code: "7980", display: "penicillin G" }, category: "medication", reaction: HIVES },
  { code: { system: "rxnorm", code: "10831", display: "sulfamethoxazole / trimethoprim" }, category: "medication", reaction: snomed("271807003", "Eruption of skin (disorder)") },
  { code: snomed("762952008", "Peanut (substance)"), category: "food", reaction: HIVES },
  { code: snomed("256277009", "Grass pollen (substance)"), category: "environment", reaction: snomed("76067001", "Sneezing (finding)") },
]; // prettier-ignore

export function allergiesOf(random: Random, born: Day, end: Day): Allergy[] {
  return ALLERGENS.filter(() => random.chance(0.07)).map((allergen) => ({
    id: uuid(random),
    ...allergen,
    recorded: born + random.whole(0, Math.max(1, end - born)),
  }));
}
