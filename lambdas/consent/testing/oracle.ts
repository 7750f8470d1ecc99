import type { ConsentRequest } from "../decide";
import type { ConsentEvent } from "../event";
import type { DataClass } from "../vocabulary";

/**
 * Whether the law, as prose says it, lets data of a class go: the same question that `decide` answers, written without its tables and its
 * state, straight on the events and their texts.
 */
export function lawful(
  events: readonly ConsentEvent[],
  { purpose, recipient, isSubject }: ConsentRequest,
  dataClass: DataClass,
  at: string,
): boolean {
  const known = events.filter((event) => event.at <= at);
  const isOver = (begun: ConsentEvent): boolean =>
    known.some(
      ({ version, change }) =>
        version > begun.version &&
        ((change.kind === "withdraw" && change.target === begun.change.requestId) ||
          (change.kind === "erase" &&
            begun.change.kind === "grant" &&
            ["consent", "authorization", "part2-consent"].includes(begun.change.basis))),
    );
  const lasts = ({ at: recorded }: ConsentEvent, from = recorded, until = "9999"): boolean => from <= at && at < until;
  const has = (list: readonly string[] | string, one: string): boolean =>
    typeof list === "string" || list.includes(one);

  if (purpose === "PATRQT") return isSubject && dataClass !== "psychotherapy" && dataClass !== "unclassified";
  if (purpose === "BTG") {
    return known.some((event) => {
      const { change } = event;
      if (change.kind !== "override" || change.recipient !== recipient || isOver(event)) return false;
      const until = new Date(Date.parse(event.at) + change.minutes * 60_000).toISOString();
      if (at >= until) return false;
      if (change.reason === "threat") return ["general", "hiv", "genetic", "psychotherapy"].includes(dataClass);
      return dataClass !== "psychotherapy";
    });
  }

  const forbidden = known.some((event) => {
    const { change } = event;
    return (
      change.kind === "restrict" &&
      !isOver(event) &&
      lasts(event, change.from, change.until) &&
      has(change.purposes, purpose) &&
      has(change.recipients, recipient) &&
      has(change.classes, dataClass)
    );
  });
  const given = (...bases: readonly string[]): boolean =>
    known.some((event) => {
      const { change } = event;
      return (
        change.kind === "grant" &&
        bases.includes(change.basis) &&
        !isOver(event) &&
        lasts(event, change.from, change.until) &&
        has(change.purposes, purpose) &&
        has(change.recipients, recipient) &&
        has(change.classes, dataClass) &&
        (!forbidden || change.basis === "court-order" || change.basis === "law")
      );
    });
  const isTreatment = purpose === "TREAT" || purpose === "ETREAT";

  switch (dataClass) {
    case "psychotherapy":
      return given("authorization") || (purpose === "HLEGAL" && given("law"));
    case "substance-use":
      if (given("part2-consent")) return true;
      return (purpose === "HRESCH" && given("waiver")) || (purpose === "HLEGAL" && given("court-order"));
    case "unclassified":
      return ["TREAT", "HPAYMT", "HOPERAT", "PUBHLTH", "HRESCH"].includes(purpose) && given("agreement");
    case "hiv":
    case "genetic":
      if (isTreatment) return !forbidden;
      if (purpose === "PUBHLTH" && dataClass === "hiv") return true;
      if (given("authorization")) return true;
      return (purpose === "HRESCH" && given("waiver")) || (purpose === "HLEGAL" && given("court-order"));
    case "general":
      if (purpose === "PUBHLTH") return true;
      if (isTreatment || purpose === "HPAYMT" || purpose === "HOPERAT") return !forbidden;
      if (given("authorization")) return true;
      if (purpose === "HRESCH") return given("waiver", "agreement");
      if (purpose === "HLEGAL") return given("court-order", "law");
      return purpose === "FAMRQT" && given("consent");
  }
}
