import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./ui/app.css";
import { Slow } from "./components/Slow";
import { queries } from "./queryClient";
import { router } from "./router";
import { Theme, nonce } from "./ui/Theme";

async function start(): Promise<void> {
  // What keeps the page still behind a dialog asks for the nonce under this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce() });
  if (__MOCK_API__) {
    const { startMockApi } = await import("../mock-api/browser");
    await startMockApi();
  }
  const place = document.getElementById("root");
  if (!place) throw new Error("index.html has no element with the id root");
  createRoot(place).render(
    <StrictMode>
      <Theme>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Slow />
        </QueryClientProvider>
      </Theme>
    </StrictMode>,
  );
}

void start();
