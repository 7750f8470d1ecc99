import type { Resource } from "../../policies/resource";
import { addDatabases } from "./clinic-data";
import { addEdge, addService } from "./clinic-compute";
import { addStore, addSurroundings } from "./clinic-storage";
import { Unit } from "./clinic-unit";

/**
 * A stack as a preview of a clinic's platform shows it: stores, databases, streams, functions, services, load balancers, interfaces, keys, roles
 * and alarms, joined by reference because names and ARNs are not known yet. About a third of the resources are of types that no rule is about; a
 * few settings are missing here and there, so that findings are made too.
 * @param count number of resources without the stack itself, at least 1.
 */
export function clinicStack(count: number): Resource[] {
  const resources: Resource[] = [];
  for (let number = 0; resources.length < count; number += 1) resources.push(...clinicUnit(number));
  return resources.slice(0, count);
}

/** One unit of the platform: what a team runs. */
export function clinicUnit(number: number): readonly Resource[] {
  const unit = new Unit(number);
  const store = addStore(unit);
  addSurroundings(unit, store);
  const data = addDatabases(unit, store);
  const edge = addEdge(unit, store, data);
  addService(unit, store, data, edge);
  return unit.resources();
}
