import { msw } from "msw/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `npm run dev` answers the API from mock-api; with KANESH_URL it asks a running control plane instead.
const controlPlane = process.env["KANESH_URL"];

export default defineConfig({
  // The worker script of the mock API is served in development only.
  plugins: [react(), msw({ mode: "worker-only" })],
  define: { __MOCK_API__: JSON.stringify(process.env["NODE_ENV"] !== "production" && !controlPlane) },
  server: { host: "127.0.0.1", ...(controlPlane ? { proxy: { "/api": controlPlane } } : {}) },
  build: { outDir: "dist", sourcemap: false, chunkSizeWarningLimit: 800 },
  test: { environment: "jsdom", include: ["test/unit/**/*.test.{ts,tsx}"], setupFiles: ["test/unit/setup.ts"] },
});
