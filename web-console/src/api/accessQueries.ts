import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, versioned } from "./client";
import { everything, pageAt } from "./everything";
import { ApiProblem } from "./problem";

/** Reads of who may do what, and who did. */

export const organizations = () =>
  queryOptions({
    queryKey: ["organization"],
    queryFn: () => everything((query) => answer(api.GET("/api/v1/organizations", { params: { query } }))),
  });

export const organization = (id: string) =>
  queryOptions({
    queryKey: ["organization", id],
    queryFn: () => versioned("organization", api.GET("/api/v1/organizations/{organization}", { params: { path: { organization: id } } })),
  });

export const organizationMembers = (organization: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["member", organization, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/organizations/{organization}/members", { params: { path: { organization }, query: pageAt(pageToken) } })),
  });

export const projectMembers = (project: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["member", project, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/members", { params: { path: { project }, query: pageAt(pageToken) } })),
  });

export const serviceAccounts = (organization: string, pageToken?: string) =>
  queryOptions({
    queryKey: ["service-account", organization, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET("/api/v1/organizations/{organization}/service-accounts", { params: { path: { organization }, query: pageAt(pageToken) } })),
  });

/** Null where none is set up. */
export const identityProvider = (organization: string) =>
  queryOptions({
    queryKey: ["identity-provider", organization],
    queryFn: () =>
      answer(api.GET("/api/v1/organizations/{organization}/identity-provider", { params: { path: { organization } } })).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }),
  });

export interface AuditFilter {
  actor?: string;
  action?: string;
  resource?: string;
  outcome?: string;
  since?: string;
  until?: string;
}

export const auditEvents = (filter: AuditFilter, pageToken?: string) =>
  queryOptions({
    queryKey: ["audit", filter, pageToken],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer(api.GET("/api/v1/audit-events", { params: { query: { ...filter, ...pageAt(pageToken) } } })),
  });
