import { servePack } from "../../server/analyzer";
import { nistCsfPack } from "./pack";

servePack(nistCsfPack);
