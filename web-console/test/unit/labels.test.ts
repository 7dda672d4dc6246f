import { expect, it } from "vitest";
import { asLines, labelsOf, labelsPatch } from "../../src/forms/labels";

it("reads one label a line, with or without a value, and writes them so again", () => {
  const labels = labelsOf(" team = payments \n\nlive\nformula=a=b");
  expect(labels).toEqual({ team: "payments", live: "", formula: "a=b" });
  expect(asLines(labels)).toBe("team=payments\nlive\nformula=a=b");
});

it("takes away by a null what is no label any more", () => {
  expect(labelsPatch({ team: "payments", live: "" }, { team: "orders" })).toEqual({ team: "orders", live: null });
});
