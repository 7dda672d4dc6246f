import { setupWorker } from "msw/browser";
import { handlers } from "./handlers";

/** Answers the API inside the browser, for `npm run dev` without a control plane. */
export async function startMockApi(): Promise<void> {
  await setupWorker(...handlers).start({ quiet: true });
}
