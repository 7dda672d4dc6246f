import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, versioned } from "./client";
import { pageAt, tokenOf } from "./everything";

/** Reads of keys and of what they protect. */

export const keys = (project: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["key", project, "list", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/keys", { params: { path: { project }, query: pageAt(pageToken) } })),
  });

export const key = (project: string, id: string) =>
  queryOptions({
    queryKey: ["key", project, id],
    queryFn: () => versioned("key", api.GET("/api/v1/projects/{project}/keys/{key}", { params: { path: { project, key: id } } })),
  });

const ofKey = (project: string, key: string) => ({ params: { path: { project, key } } });

export const keyUsage = (project: string, id: string) =>
  queryOptions({
    queryKey: ["key", project, id, "usage"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/keys/{key}/usage", ofKey(project, id))),
  });

export const keyDrills = (project: string, id: string) =>
  queryOptions({
    queryKey: ["key", project, id, "drills"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/keys/{key}/drills", ofKey(project, id))),
    refetchInterval: (query) => (query.state.data?.items.some((one) => !one.endedAt) ? 2_000 : false),
  });

export const keyAccesses = (project: string, id: string, contains: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["key", project, id, "accesses", contains, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/keys/{key}/accesses", { params: { path: { project, key: id }, query: { lines: 100, contains, ...tokenOf(pageToken) } } })),
  });

export const grantText = (project: string, uri: string) =>
  queryOptions({
    queryKey: ["key", project, "grant-text", uri],
    retry: false,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/keys:grant-text", { params: { path: { project }, query: { uri } } })),
  });

/** What the project's clusters may choose: whose key, which algorithm, and the way there in the API's words. */
export const encryptionOptions = (project: string) =>
  queryOptions({
    queryKey: ["key", project, "options"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/encryption-options", { params: { path: { project } } })),
  });

/** Keys that were forgotten, each with its proof. */
export const keyDeletions = (project: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["key", project, "deletions", pageToken],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/key-deletions", { params: { path: { project }, query: pageAt(pageToken) } })),
  });

export const keyPolicy = (project: string) =>
  queryOptions({
    queryKey: ["key", project, "policy"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/key-policy", { params: { path: { project } } })),
  });

/** The state of each node's lease and its countdown: read anew while someone looks. */
export const clusterEncryption = (project: string, cluster: string) =>
  queryOptions({
    queryKey: ["cluster", project, cluster, "encryption"],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/clusters/{cluster}/encryption", { params: { path: { project, cluster } } })),
    refetchInterval: 10_000,
  });
