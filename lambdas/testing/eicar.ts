/** EICAR's test file, which every scanner finds; put together here, as it would find this file too (eicar.org, "Anti Malware Testfile"). */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*"].join("");
