import { copyFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

// Brings the pictures of docs/tour.md up to what the newest test run in a browser saw.
const [from, to] = [resolve(import.meta.dirname, "../screenshots"), resolve(import.meta.dirname, "../../docs/tour")];
for (const name of readdirSync(to)) copyFileSync(join(from, name.replace(".png", "-light-1440.png")), join(to, name));
