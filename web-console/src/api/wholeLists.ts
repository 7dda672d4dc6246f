import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";
import { LONGEST, everything } from "./everything";

/** Lists that are chosen from and searched, and so are read to their end. */

export const allProjects = () =>
  queryOptions({ queryKey: ["project", "all"], queryFn: () => everything((query) => answer(api.GET("/api/v1/projects", { params: { query } }))) });

export const allClusters = (project: string) =>
  queryOptions({
    queryKey: ["cluster", project, "all"],
    queryFn: () => everything((query) => answer(api.GET("/api/v1/projects/{project}/clusters", { params: { path: { project }, query } }))),
  });

export const allKeys = (project: string) =>
  queryOptions({
    queryKey: ["key", project, "all"],
    queryFn: () => everything((query) => answer(api.GET("/api/v1/projects/{project}/keys", { params: { path: { project }, query } }))),
  });

/** The newest: of operations there is no end. */
export const latestOperations = () =>
  queryOptions({ queryKey: ["operation", "latest"], queryFn: () => answer(api.GET("/api/v1/operations", { params: { query: { pageSize: LONGEST } } })) });
