import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

/** What `./kanesh bench console` measures, against a control plane of its own as the tests use. */
export default defineConfig({ ...base, testDir: "test/bench", testMatch: "**/*.bench.ts", projects: [{ name: "bench" }], use: { ...base.use, trace: "off" } });
