import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import { everything } from "./everything";

/** Lists that are chosen from, and so are read to their end. */

export const allProjects = () =>
  queryOptions({ queryKey: ["project", "all"], queryFn: () => everything((query) => answer(api.GET("/api/v1/projects", { params: { query } }))) });

/** The phases in which a cluster needs somebody. */
const TROUBLED = ["FAILED", "DEGRADED", "SEALED"];

/** Clusters that need somebody, on whichever page of their list they stand. One that changes meanwhile is in it once. */
export const troubledClusters = (project: string) =>
  queryOptions({
    queryKey: ["cluster", project, "troubled"],
    queryFn: async () => {
      const read = (phase: string) => everything((query) => answer(api.GET("/api/v1/projects/{project}/clusters", { params: { path: { project }, query: { ...query, phase } } })));
      const found = (await Promise.all(TROUBLED.map(read))).flatMap(({ items }) => items);
      return [...new Map(found.map((one) => [one.id, one])).values()].filter((one) => TROUBLED.includes(one.phase));
    },
  });

export const allKeys = (project: string) =>
  queryOptions({
    queryKey: ["key", project, "all"],
    queryFn: () => everything((query) => answer(api.GET("/api/v1/projects/{project}/keys", { params: { path: { project }, query } }))),
  });
