import { copyFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

// Brings the pictures of docs/tour.md, and the words that tell how old they are, up to what the newest test run in a browser saw.
const [from, to] = [resolve(import.meta.dirname, "../screenshots"), resolve(import.meta.dirname, "../../docs/tour")];
for (const name of readdirSync(to).filter((one) => one.endsWith(".png")).map((one) => one.replace(".png", ""))) {
  copyFileSync(join(from, `${name}-light-1440.png`), join(to, `${name}.png`));
  copyFileSync(join(from, `${name}.txt`), join(to, `${name}.txt`));
}
