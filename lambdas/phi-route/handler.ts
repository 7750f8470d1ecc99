import { stepEvent } from "../phi/audit";
import { DETECTED, readEvent } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { routeOf, type RouteSettings } from "./core";

interface Ports {
  readonly settings: RouteSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** Decides by counts alone; it never sees the document. */
export function createHandler({ settings, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(DETECTED, input);
    const { id, purpose, recipient, format } = event.validation;
    const route = routeOf(id, format, event.detection, settings);
    const { riskScore01, residualRisk01, sampled } = route;
    log.info("routed a document", { document: id, route: route.kind, riskScore01, residualRisk01, sampled });
    const audit = stepEvent(contract.name, clock.now(), {
      action: "document.routed",
      outcome: "success",
      subject: id,
      purpose,
      recipient,
      ...(route.reasons[0] !== undefined && { reason: route.reasons[0] }),
      detail: {
        route: route.kind,
        operatingPoint: settings.operatingPoint,
        riskScore01,
        residualRisk01,
        sampled,
      },
    });
    return { ...event, route, audit };
  };
}
