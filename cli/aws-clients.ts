import type * as Keeping from "../reports/ledger/adapters";
import type * as Publishing from "../reports/publish/adapters";
import type * as Ports from "../reports/sources/aws-ports";

/** Clients of AWS take longer to load than everything else together; commands that ask AWS nothing do without. */
export function collecting(): typeof Ports {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require("../reports/sources/aws-ports") as typeof Ports;
}

export function publishing(): typeof Publishing {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require("../reports/publish/adapters") as typeof Publishing;
}

export function keeping(): typeof Keeping {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require("../reports/ledger/adapters") as typeof Keeping;
}
