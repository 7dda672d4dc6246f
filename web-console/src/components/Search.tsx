import { Button, NavLink, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { organizations } from "../api/accessQueries";
import { operation } from "../api/queries";
import { allClusters, allKeys, allProjects, latestOperations } from "../api/wholeLists";
import { words } from "../ui/format";
import { useProject } from "./ProjectSwitch";
import { Dialog } from "./Dialog";

const MOST = 12;

/** Such an id is asked for by itself: an operation may be older than what was read. */
const OPERATION = /^op_[0-9a-z]{26}$/;

/** Finds clusters, keys, projects, organizations, operations and pages by any part of name or id. Ctrl-K or ⌘K opens it. */
export function Search() {
  const [opened, { open, close }] = useDisclosure();
  useHotkeys([["mod+K", open]], []);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label="Search" aria-keyshortcuts="Control+K"><svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true"><path d="M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.5 10.5 14 14" /></svg><Text span inherit visibleFrom="sm" ml={6}>Search</Text></Button>
      <Dialog opened={opened} onClose={close} title="Search">{opened && <Finder onLeave={close} />}</Dialog>
    </>
  );
}

interface Found {
  kind: string;
  name: string;
  id: string;
  to: string;
}

function Finder({ onLeave }: { onLeave: () => void }) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const all = usePlaces(wanted);
  const found = all.filter((one) => `${one.kind} ${one.name} ${one.id}`.toLowerCase().includes(wanted)).slice(0, MOST);
  return (
    <Stack gap="sm">
      <TextInput aria-label="Name or id" placeholder="Name or id" value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
      <nav aria-label="Found">
        {found.map((one) => <NavLink key={one.to} component={Link} to={one.to} label={<span className="name">{one.name}</span>} description={one.kind} onClick={onLeave} />)}
      </nav>
      {found.length === 0 && <Text size="sm" c="dimmed" role="status">Nothing here is called so.</Text>}
    </Stack>
  );
}

function usePlaces(wanted: string): Found[] {
  const project = useProject()?.id ?? "";
  const inProject = { enabled: project !== "" };
  const clusterList = useQuery({ ...allClusters(project), ...inProject }).data?.items ?? [];
  const keyList = useQuery({ ...allKeys(project), ...inProject }).data?.items ?? [];
  const projectList = useQuery(allProjects()).data?.items ?? [];
  const organizationList = useQuery(organizations()).data?.items ?? [];
  const latest = useQuery(latestOperations()).data?.items ?? [];
  const named = useQuery({ ...operation(wanted), enabled: OPERATION.test(wanted) }).data;
  const operationList = named && !latest.some((one) => one.id === named.id) ? [...latest, named] : latest;
  return [
    ...clusterList.map((one) => ({ kind: "Cluster", name: one.name, id: one.id, to: `/projects/${one.projectId}/clusters/${one.id}` })),
    ...keyList.map((one) => ({ kind: "Key", name: one.name, id: `${one.id} ${one.uri}`, to: `/projects/${one.projectId}/keys/${one.id}` })),
    ...projectList.map((one) => ({ kind: "Project", name: one.name, id: one.id, to: `/projects/${one.id}` })),
    ...organizationList.map((one) => ({ kind: "Organization", name: one.name, id: one.id, to: `/organization/${one.id}` })),
    ...["Operations", "Projects", "Tokens", "Audit"].map((name) => ({ kind: "Page", name, id: "", to: `/${name.toLowerCase()}` })),
    ...operationList.map((one) => ({ kind: "Operation", name: words(one.runbook), id: `${one.id} ${one.subject.id}`, to: `/operations/${one.id}` })),
  ];
}
