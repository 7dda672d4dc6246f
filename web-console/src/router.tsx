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
const newCluster = page("/projects/$project/new-cluster", () => import("./pages/NewCluster"));
const cluster = page("/projects/$project/clusters/$cluster", () => import("./pages/cluster/ClusterPage"));
const operations = page("/operations", () => import("./pages/Operations"));
const operation = page("/operations/$operation", () => import("./pages/OperationPage"));
const projects = page("/projects", () => import("./pages/Projects"));
const tokens = page("/tokens", () => import("./pages/Tokens"));

const inCluster = <P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => cluster, path, component: lazyRouteComponent(load) });

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
        inCluster("/settings", () => import("./pages/cluster/SettingsTab")),
      ]),
      operations,
      operation,
      projects,
      tokens,
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
