import { defineConfig } from "@playwright/test";

/** A real browser (the distribution's Chromium) against a real control plane that the global set-up starts. */
export default defineConfig({
  testDir: "test/e2e",
  globalSetup: "./test/e2e/controlPlane.ts",
  outputDir: "test-results",
  // One control plane and two processors: tests that wait in line are quicker than tests that fight.
  workers: 1,
  retries: 0,
  // The test with a real engine stops the control plane and starts it again: it comes when no other needs it.
  projects: [{ name: "pages", testIgnore: "**/engines.spec.ts" }, { name: "engines", testMatch: "**/engines.spec.ts", timeout: 360_000 }],
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./test/e2e/neverPressed.ts"]],
  use: {
    launchOptions: {
      executablePath: process.env["KANESH_CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
    actionTimeout: 15_000,
    trace: "retain-on-failure",
  },
});
