import { describe, expect, it } from "vitest";
import { ApiProblem, problemOf } from "../../src/api/problem";

describe("a refusal", () => {
  it("gives each field its own sentence with its hint", () => {
    const problem = new ApiProblem(422, {
      code: "invalid",
      errors: [
        { code: "a", field: "name", detail: "The name is taken.", hint: "Choose another." },
        { code: "b", field: "dataCenters[0].region", detail: "There is no region 'mars'." },
        { code: "c", detail: "Without a field." },
      ],
    });
    expect(problem.fieldErrors()).toEqual({
      name: "The name is taken. Choose another.",
      "dataCenters[0].region": "There is no region 'mars'.",
    });
  });

  it("is one field's when there is only one problem", () => {
    expect(new ApiProblem(422, { field: "name", detail: "Too long." }).fieldErrors()).toEqual({ name: "Too long." });
  });

  it("names an answer that is not the API's, and keeps its trace id", async () => {
    const page = new Response("<html>502</html>", { status: 502, headers: { "Content-Type": "text/html", "X-Trace-Id": "t1" } });
    const problem = await problemOf(page);
    expect(problem.code).toBe("not-an-api-answer");
    expect(problem.message).toContain("502");
    expect(problem.body.traceId).toBe("t1");
  });
});
