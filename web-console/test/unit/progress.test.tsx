import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { OperationProgress } from "../../src/components/OperationProgress";

const shown = (operation: Parameters<typeof OperationProgress>[0]["operation"]) => {
  const { unmount } = render(<MantineProvider><OperationProgress operation={operation} /></MantineProvider>);
  const now = Number(screen.getByRole("progressbar").getAttribute("aria-valuenow"));
  unmount();
  return now;
};

it("never goes back, not even on another page; another round begins anew", () => {
  expect(shown({ id: "op_1", state: "RUNNING", percent: 40 })).toBe(40);
  expect(shown({ id: "op_1", state: "RUNNING", percent: 30 })).toBe(40);
  expect(shown({ id: "op_2", state: "RUNNING", percent: 10 })).toBe(10);
  expect(shown({ id: "op_1", state: "RUNNING", percent: 5, round: 2 })).toBe(5);
  expect(shown({ id: "op_1", state: "SUCCEEDED", percent: 100, round: 2 })).toBe(100);
});
