import { expect, it } from "vitest";
import { everything, pageAt } from "../../src/api/everything";

it("reads a list to its last page, each page once", async () => {
  const pages: Record<string, { items: number[]; nextPageToken?: string }> = {
    first: { items: [1, 2], nextPageToken: "second" },
    second: { items: [], nextPageToken: "third" },
    third: { items: [3] },
  };
  const asked: string[] = [];
  const read = ({ pageSize, pageToken = "first" }: { pageSize: number; pageToken?: string }) => {
    expect(pageSize).toBe(200);
    asked.push(pageToken);
    return Promise.resolve(pages[pageToken] ?? { items: [] });
  };
  expect(await everything(read)).toEqual({ items: [1, 2, 3] });
  expect(asked).toEqual(["first", "second", "third"]);
});

it("gives nothing of a list when one of its pages is refused", async () => {
  await expect(everything(({ pageToken }) => (pageToken ? Promise.reject(new Error("busy")) : Promise.resolve({ items: [1], nextPageToken: "second" })))).rejects.toThrow("busy");
});

it("asks for one page as long as the console shows, from where the reader has turned to", () => {
  expect(pageAt(undefined)).toEqual({ pageSize: 50 });
  expect(pageAt("second")).toEqual({ pageSize: 50, pageToken: "second" });
});
