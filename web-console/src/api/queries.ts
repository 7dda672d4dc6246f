import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, versioned } from "./client";
import { pageAt } from "./everything";
import { readSession } from "./session";

/** How the pages read the API. The first word of a key is the resource's type: live events invalidate by it. */

export const session = () => queryOptions({ queryKey: ["session"], queryFn: readSession, staleTime: Infinity, retry: false });

export const me = () => queryOptions({ queryKey: ["me"], queryFn: () => answer(api.GET("/api/v1/me")) });

export const projects = (pageToken?: string) =>
  queryOptions({
    queryKey: ["project", "list", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects", { params: { query: pageAt(pageToken) } })),
  });

export const project = (id: string) =>
  queryOptions({
    queryKey: ["project", id],
    queryFn: () => versioned("project", api.GET("/api/v1/projects/{project}", { params: { path: { project: id } } })),
  });

export const clusters = (project: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["cluster", project, "list", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters", { params: { path: { project }, query: pageAt(pageToken) } })),
  });

export const cluster = (project: string, id: string) =>
  queryOptions({
    queryKey: ["cluster", project, id],
    queryFn: () => versioned("cluster", api.GET("/api/v1/projects/{project}/clusters/{cluster}", { params: { path: { project, cluster: id } } })),
  });

const ofCluster = (project: string, cluster: string) => ({ params: { path: { project, cluster } } });

export const nodes = (project: string, id: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["node", project, id, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/nodes", { params: { path: { project, cluster: id }, query: pageAt(pageToken) } })),
    // A node reports its figures every few seconds without an event of its own.
    refetchInterval: 10_000,
  });

export const nodeLogs = (project: string, cluster: string, node: string, source: "agent" | "engine") =>
  queryOptions({
    queryKey: ["log", project, cluster, node, source],
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/clusters/{cluster}/nodes/{node}/logs", {
          params: { path: { project, cluster, node }, query: { source, lines: 200 } },
        }),
      ),
  });

export const clusterOperations = (project: string, id: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["operation", project, id, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/operations", { params: { path: { project, cluster: id }, query: pageAt(pageToken) } })),
  });

export const clusterEvents = (project: string, id: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["cluster", project, id, "events", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/events", { params: { path: { project, cluster: id }, query: pageAt(pageToken) } })),
  });

export const connection = (project: string, id: string) =>
  queryOptions({
    queryKey: ["cluster", project, id, "connection"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/connection", ofCluster(project, id))),
  });

export const operations = (pageToken?: string) =>
  queryOptions({
    queryKey: ["operation", "list", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET("/api/v1/operations", { params: { query: pageAt(pageToken) } })),
  });

export const operation = (id: string) =>
  queryOptions({
    queryKey: ["operation", id],
    queryFn: () => answer(api.GET("/api/v1/operations/{operation}", { params: { path: { operation: id } } })),
    refetchInterval: (query) => (query.state.data && !query.state.data.endedAt ? 2_000 : false),
  });

/** Whatever one may see that is called so, in every project and organization. */
export const search = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/search", { params: { query: { q, pageSize: 12 } } })),
  });

export const tokens = (pageToken?: string) =>
  queryOptions({
    queryKey: ["token", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/tokens", { params: { query: pageAt(pageToken) } })),
  });

export const providers = () =>
  queryOptions({ queryKey: ["catalog", "providers"], queryFn: () => answer(api.GET("/api/v1/catalog/providers")), staleTime: 600_000 });

export const regions = (provider: string) =>
  queryOptions({
    queryKey: ["catalog", "regions", provider],
    queryFn: () => answer(api.GET("/api/v1/catalog/providers/{provider}/regions", { params: { path: { provider } } })),
    staleTime: 600_000,
  });

export const instanceTypes = (provider: string) =>
  queryOptions({
    queryKey: ["catalog", "instance-types", provider],
    queryFn: () =>
      answer(api.GET("/api/v1/catalog/providers/{provider}/instance-types", { params: { path: { provider } } })),
    staleTime: 600_000,
  });
