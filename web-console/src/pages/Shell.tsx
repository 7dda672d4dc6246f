import { Alert, AppShell, Box, Burger, Group, NavLink, ScrollArea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { follow, useConnected } from "../api/live";
import { session } from "../api/queries";
import { Mark } from "../components/Mark";
import { ProjectSwitch, useProject } from "../components/ProjectSwitch";
import { Search } from "../components/Search";
import { UserMenu } from "../components/UserMenu";

/** The frame of every page: where one is, where one can go, and whether what one sees is live. */
export default function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const queries = useQueryClient();
  const connected = useConnected();
  const navigate = useNavigate();
  const { data } = useQuery(session());
  const here = useRouterState({ select: (state) => state.location.href });

  useEffect(() => {
    const ended = new AbortController();
    void follow(queries, ended.signal);
    return () => ended.abort();
  }, [queries]);

  useEffect(() => {
    if (data && !data.signedIn) void navigate({ to: "/sign-in", search: { returnTo: here } });
  }, [data, navigate, here]);

  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 232, breakpoint: "sm", collapsed: { mobile: !opened } }} padding="md">
      <a href="#content" className="skip">Skip to the content</a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group wrap="nowrap" gap="sm">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
            <Link to="/" aria-label="Kanesh: overview" className="plain"><Mark small /></Link>
          </Group>
          <Group wrap="nowrap" gap="xs">
            <Search />
            <ProjectSwitch />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" onClick={close}>
        <ScrollArea><Menu /></ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Box className="page">
          {!connected && (
            <Alert color="orange" variant="light" mb="md" role="status" title="Kanesh does not answer at the moment">
              What you see was read before. Clusters serve without the control plane; this page goes on by itself when it is back.
            </Alert>
          )}
          <Outlet />
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

function Menu() {
  const project = useProject();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const params = useParams({ strict: false });
  const inProject = params.project ?? project?.id;
  return (
    <nav aria-label="Main">
      <NavLink component={Link} to="/" label="Overview" active={path === "/"} />
      {inProject && (
        <>
          <NavLink component={Link} to={`/projects/${inProject}/clusters`} label="Clusters" active={/^.projects.[^/]+.(clusters|new-cluster)/.test(path)} />
          <NavLink component={Link} to={`/projects/${inProject}/keys`} label="Keys" active={/^.projects.[^/]+.(keys|new-key)/.test(path)} />
        </>
      )}
      <NavLink component={Link} to="/operations" label="Operations" active={path.startsWith("/operations")} />
      <NavLink component={Link} to="/projects" activeOptions={{ exact: true }} label="Projects" active={/^.projects(.[^/]+(.settings)?)?$/.test(path)} />
      {project && <NavLink component={Link} to={`/organizations/${project.organizationId}`} label="Organization" active={path.startsWith("/organizations/")} />}
      <NavLink component={Link} to="/tokens" label="Tokens" active={path === "/tokens"} />
      <NavLink component={Link} to="/audit" label="Audit trail" active={path === "/audit"} />
      <NavLink component="a" href="/api/docs" label="API reference" />
    </nav>
  );
}
