import type { Schemas } from "../api/types";
import { words } from "../ui/format";

type Found = Schemas["FoundResponse"];

/** Somewhere to go: a page, or the page of a thing. */
export interface Place {
  name: string;
  /** What it is, and in which project. */
  about: string;
  to: string;
}

/** @param projects names by id */
export function placeOf(found: Found, projects: Map<string, string>): Place {
  const name = found.type === "OPERATION" ? words(found.name ?? found.id) : (found.name ?? found.id);
  const kind = found.type === "OPERATION" || found.type === "NODE" ? `${words(found.type)} ${found.id}` : words(found.type);
  return { name, about: found.projectId ? `${kind}, project ${projects.get(found.projectId) ?? found.projectId}` : kind, to: pathOf(found) };
}

function pathOf(found: Found): string {
  const { type, id } = found;
  const projectId = found.projectId ?? "";
  switch (type) {
    case "CLUSTER":
      return `/projects/${projectId}/clusters/${id}`;
    case "KEY":
      return `/projects/${projectId}/keys/${id}`;
    case "PROJECT":
      return `/projects/${id}`;
    case "ORGANIZATION":
      return `/organization/${id}`;
    case "NODE":
      return `/projects/${projectId}/clusters/${found.clusterId ?? ""}/nodes`;
    case "OPERATION":
      return `/operations/${id}`;
  }
}

/** Pages whose name has the text in it; all of them for none. */
export function pagesCalled(text: string, project: { id: string; organizationId: string } | undefined): Place[] {
  const inProject = project ? { Clusters: `/projects/${project.id}/clusters`, Keys: `/projects/${project.id}/keys`, Organization: `/organization/${project.organizationId}` } : {};
  const pages = { Overview: "/", ...inProject, Operations: "/operations", Projects: "/projects", Tokens: "/tokens", "Audit trail": "/audit" };
  return Object.entries(pages)
    .filter(([name]) => name.toLowerCase().includes(text.toLowerCase()))
    .map(([name, to]) => ({ name, about: "Page", to }));
}
