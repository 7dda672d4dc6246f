import { Button, NavLink, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure, useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { search } from "../api/queries";
import { allProjects } from "../api/wholeLists";
import { Dialog } from "./Dialog";
import { ProblemAlert } from "./ProblemAlert";
import { useProject } from "./ProjectSwitch";
import { type Place, pagesCalled, placeOf } from "./places";

/** As many characters as the API looks for. */
const LONGEST = 100;

/** Finds whatever one may see by any part of its name or id, and pages. Ctrl-K or ⌘K opens it. */
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

function Finder({ onLeave }: { onLeave: () => void }) {
  const [text, setText] = useState("");
  const wanted = text.trim();
  const [settled] = useDebouncedValue(wanted, 200);
  const query = useQuery({ ...search(settled), enabled: settled !== "" });
  const names = new Map((useQuery(allProjects()).data?.items ?? []).map((one) => [one.id, one.name]));
  const pages = pagesCalled(wanted, useProject());
  const found = wanted === "" ? [] : (query.data?.items ?? []).map((one) => placeOf(one, names));
  const answered = wanted === "" || (wanted === settled && !query.isFetching);
  return (
    <Stack gap="sm">
      <TextInput aria-label="Name or id" placeholder="Name or id" maxLength={LONGEST} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
      <nav aria-label="Found" aria-busy={!answered}>
        {[...found, ...pages].map((one) => <Line key={one.to + one.name} of={one} onLeave={onLeave} />)}
      </nav>
      {wanted !== "" && query.data?.truncated && <Text size="sm" c="dimmed" role="status">There is more. Give more of the name.</Text>}
      {answered && query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {answered && !query.error && found.length + pages.length === 0 && <Text size="sm" c="dimmed" role="status">Nothing here is called so.</Text>}
    </Stack>
  );
}

function Line({ of: place, onLeave }: { of: Place; onLeave: () => void }) {
  return <NavLink component={Link} to={place.to} label={<span className="name">{place.name}</span>} description={<span className="name">{place.about}</span>} onClick={onLeave} />;
}
