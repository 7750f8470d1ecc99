import type {
  LogicallyAirGappedVaultArgs,
  PlanArgs,
  SelectionArgs,
  VaultArgs,
  VaultLockConfigurationArgs,
  VaultPolicyArgs,
} from "@pulumi/aws/backup";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

const VAULT = "aws:backup/vault:Vault";
export const AIR_GAPPED_VAULT = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";

export const plan = on<PlanArgs>("aws:backup/plan:Plan");
export const vault = on<VaultArgs>(VAULT);
export const anyVault = on<VaultArgs & LogicallyAirGappedVaultArgs>(VAULT, AIR_GAPPED_VAULT);
export const vaultLock = on<VaultLockConfigurationArgs>("aws:backup/vaultLockConfiguration:VaultLockConfiguration");
export const vaultPolicy: Kind<VaultPolicyArgs> = { types: ["aws:backup/vaultPolicy:VaultPolicy"] };
export const selection: Kind<SelectionArgs> = { types: ["aws:backup/selection:Selection"] };
