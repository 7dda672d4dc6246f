import { Select } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { organizations } from "../api/accessQueries";
import type { Schemas } from "../api/types";
import { allProjects } from "../api/wholeLists";

/** The project one works in: the address says it; else the one of last time; else the first. */
export function useProject() {
  const params = useParams({ strict: false });
  const [last] = useLocalStorage({ key: "project" });
  const { data } = useQuery(allProjects());
  const items = data?.items ?? [];
  return items.find((one) => one.id === params.project) ?? items.find((one) => one.id === last) ?? items[0];
}

export function ProjectSwitch() {
  const { data } = useQuery(allProjects());
  const [, setLast] = useLocalStorage({ key: "project" });
  const project = useProject();
  const owners = useQuery(organizations()).data?.items ?? [];
  const navigate = useNavigate();
  if (!data || data.items.length === 0) return null;
  return (
    <Select
      aria-label="Project"
      size="xs"
      w={{ base: 104, sm: 200 }}
      data={grouped(data.items, owners)}
      value={project?.id ?? null}
      allowDeselect={false}
      searchable={data.items.length > 8}
      onChange={(id) => {
        if (!id) return;
        setLast(id);
        void navigate({ to: "/projects/$project/clusters", params: { project: id } });
      }}
    />
  );
}

/** Projects under their organizations, where there is more than one. */
function grouped(items: Schemas["ProjectResponse"][], owners: Schemas["OrganizationResponse"][]) {
  const choices = (some: typeof items) => some.map((one) => ({ value: one.id, label: one.name }));
  const ids = [...new Set(items.map((one) => one.organizationId))];
  if (ids.length < 2) return choices(items);
  return ids.map((id) => ({ group: owners.find((one) => one.id === id)?.name ?? id, items: choices(items.filter((one) => one.organizationId === id)) }));
}
