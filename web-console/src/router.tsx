import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { session } from "./api/queries";
import { PageFault } from "./pages/PageFault";
import { queries } from "./queryClient";

const root = createRootRoute({ errorComponent: ({ error }) => <PageFault error={error} />, notFoundComponent: lazyRouteComponent(() => import("./pages/NotFound")) });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>) => ({ returnTo: localPath(search["returnTo"]) }),
  component: lazyRouteComponent(() => import("./pages/SignIn")),
});

/** Everything behind it needs a session; whoever has none comes back to the same page after signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const { signedIn: yes } = await queries.query({ ...session(), staleTime: "static" });
    if (!yes) redirect({ throw: true, to: "/sign-in", search: { returnTo: location.href } });
  },
  component: lazyRouteComponent(() => import("./pages/Shell")),
});

const page = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => signedIn, path, component: lazyRouteComponent(load) });

const overview = page("/", () => import("./pages/Overview"));
const clusters = page("/projects/$project/clusters", () => import("./pages/Clusters"));
const newCluster = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$project/new-cluster",
  // The key wizard leads here with the key that it has made ready.
  validateSearch: (search: Record<string, unknown>) => ({
    ...(typeof search["key"] === "string" ? { key: search["key"] } : {}),
    ...(search["algorithm"] === "AES_256" ? { algorithm: "AES_256" as const } : {}),
  }),
  component: lazyRouteComponent(() => import("./pages/NewCluster")),
});
const cluster = page("/projects/$project/clusters/$cluster", () => import("./pages/cluster/ClusterPage"));
const operations = page("/operations", () => import("./pages/Operations"));
const operation = page("/operations/$operation", () => import("./pages/OperationPage"));
const projects = page("/projects", () => import("./pages/Projects"));
const keys = page("/projects/$project/keys", () => import("./pages/keys/Keys"));
const newKey = page("/projects/$project/new-key", () => import("./pages/keys/NewKey"));
const key = page("/projects/$project/keys/$key", () => import("./pages/keys/KeyPage"));
const audit = page("/audit", () => import("./pages/Audit"));
const organization = page("/organizations/$organization", () => import("./pages/access/OrganizationPage"));
const project = page("/projects/$project", () => import("./pages/project/ProjectPage"));
const tokens = page("/tokens", () => import("./pages/Tokens"));

const inCluster = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => cluster, path, component: lazyRouteComponent(load) });
const inKey = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => key, path, component: lazyRouteComponent(load) });
const inOrganization = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => organization, path, component: lazyRouteComponent(load) });
const inProject = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => project, path, component: lazyRouteComponent(load) });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      overview,
      clusters,
      newCluster,
      cluster.addChildren([
        inCluster("/", () => import("./pages/cluster/StatusTab")),
        inCluster("/nodes", () => import("./pages/cluster/NodesTab")),
        inCluster("/operations", () => import("./pages/cluster/OperationsTab")),
        inCluster("/events", () => import("./pages/cluster/EventsTab")),
        inCluster("/connection", () => import("./pages/cluster/ConnectionTab")),
        inCluster("/users", () => import("./pages/cluster/UsersTab")),
        inCluster("/network", () => import("./pages/cluster/NetworkTab")),
        inCluster("/encryption", () => import("./pages/cluster/EncryptionTab")),
        inCluster("/settings", () => import("./pages/cluster/SettingsTab")),
      ]),
      keys,
      newKey,
      key.addChildren([
        inKey("/", () => import("./pages/keys/StateTab")),
        inKey("/usage", () => import("./pages/keys/UsageTab")),
        inKey("/accesses", () => import("./pages/keys/AccessesTab")),
        inKey("/drills", () => import("./pages/keys/DrillsTab")),
        inKey("/settings", () => import("./pages/keys/SettingsTab")),
      ]),
      operations,
      operation,
      projects,
      project.addChildren([
        inProject("/", () => import("./pages/project/ProjectMembers")),
        inProject("/settings", () => import("./pages/project/ProjectSettings")),
      ]),
      organization.addChildren([
        inOrganization("/", () => import("./pages/access/MembersTab")),
        inOrganization("/service-accounts", () => import("./pages/access/ServiceAccountsTab")),
        inOrganization("/identity-provider", () => import("./pages/access/IdentityProviderTab")),
        inOrganization("/settings", () => import("./pages/access/OrganizationSettings")),
      ]),
      tokens,
      audit,
    ]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** A path of this site and nothing else: an address elsewhere would make sign-in an open redirect. */
export function localPath(value: unknown): string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : "/";
}
