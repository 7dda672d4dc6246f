import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, versioned } from "./client";
import { pageAt } from "./everything";
import type { Schemas } from "./types";

export type Preview = Schemas["AllowListPreview"];

/** Reads of what is inside a cluster: its users, its allow list, its files and their proofs. */

const of = (project: string, cluster: string) => ({ params: { path: { project, cluster } } });

export const databaseUsers = (project: string, cluster: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["database-user", project, cluster, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/users", { params: { path: { project, cluster }, query: pageAt(pageToken) } })),
  });

/** One user with the version that a change must name. */
export const databaseUser = (project: string, cluster: string, user: string) =>
  queryOptions({
    queryKey: ["database-user", project, cluster, "one", user],
    queryFn: () => versioned("user", api.GET("/api/v1/projects/{project}/clusters/{cluster}/users/{user}", { params: { path: { project, cluster, user } } })),
  });

export const allowedCidrs = (project: string, cluster: string) =>
  queryOptions({
    queryKey: ["cluster", project, cluster, "allowed-cidrs"],
    queryFn: () => versioned("list", api.GET("/api/v1/projects/{project}/clusters/{cluster}/allowed-cidrs", of(project, cluster))),
    refetchInterval: (query) => (query.state.data?.list.enforced === false ? 2_000 : false),
  });

/** Who would be cut off by these networks: every node is asked. */
export const allowedCidrsPreview = (project: string, cluster: string, cidrs: string[]) =>
  queryOptions({
    queryKey: ["dry-run", project, cluster, "allowed-cidrs", cidrs],
    retry: false,
    queryFn: async () =>
      (await answer(
        api.PUT("/api/v1/projects/{project}/clusters/{cluster}/allowed-cidrs", {
          params: { path: { project, cluster }, query: { dryRun: true } },
          body: { allowedCidrs: cidrs },
        }),
      )) as Preview,
  });

export const inventory = (project: string, cluster: string) =>
  queryOptions({
    queryKey: ["inventory", project, cluster],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/inventory", of(project, cluster))),
  });

export const proofs = (project: string, cluster: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["operation", project, cluster, "proofs", "list", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/proofs", { params: { path: { project, cluster }, query: pageAt(pageToken) } })),
  });

export const proof = (project: string, cluster: string, operation: string) =>
  queryOptions({
    queryKey: ["operation", project, cluster, "proofs", operation],
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/proofs/{operation}", { params: { path: { project, cluster, operation } } })),
  });

export const snippets = (project: string, cluster: string) =>
  queryOptions({
    queryKey: ["cluster", project, cluster, "snippets"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/connection/snippets", of(project, cluster))),
    staleTime: Infinity,
  });
