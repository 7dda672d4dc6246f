import { Select } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { projects } from "../api/queries";

/** The project one works in: the address says it; else the one of last time; else the first. */
export function useProject() {
  const params = useParams({ strict: false });
  const [last] = useLocalStorage({ key: "project" });
  const { data } = useQuery(projects());
  const items = data?.items ?? [];
  return items.find((one) => one.id === params.project) ?? items.find((one) => one.id === last) ?? items[0];
}

export function ProjectSwitch() {
  const { data } = useQuery(projects());
  const [, setLast] = useLocalStorage({ key: "project" });
  const project = useProject();
  const navigate = useNavigate();
  if (!data || data.items.length === 0) return null;
  return (
    <Select
      aria-label="Project"
      size="xs"
      w={{ base: 124, sm: 200 }}
      data={data.items.map((one) => ({ value: one.id, label: one.name }))}
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
