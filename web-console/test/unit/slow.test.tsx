import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Slow } from "../../src/components/Slow";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("says that an answer takes long, and stops saying it with the answer", async () => {
  const client = new QueryClient();
  let answer: () => void = () => undefined;
  void client.query({ queryKey: ["x"], queryFn: () => new Promise<number>((resolve) => (answer = () => resolve(1))) });
  render(<QueryClientProvider client={client}><Slow /></QueryClientProvider>);
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  expect(screen.getByRole("status").textContent).toBe("");
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(screen.getByRole("status").textContent).toContain("takes its time");
  answer();
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(screen.getByRole("status").textContent).toBe("");
});
