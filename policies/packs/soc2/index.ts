import { servePack } from "../../server/analyzer";
import { soc2Pack } from "./pack";

servePack(soc2Pack);
