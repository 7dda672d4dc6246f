import { Button, Menu, Text, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { me } from "../api/queries";
import { signOut } from "../api/session";
import { forgetDrafts } from "../forms/useDraft";
import { queries } from "../queryClient";
import { words } from "../ui/format";

export function UserMenu() {
  const { data } = useQuery(me());
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const navigate = useNavigate();
  const leave = async () => {
    await signOut();
    queries.clear();
    forgetDrafts();
    await navigate({ to: "/sign-in", search: { returnTo: "/" } });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" maw={200} aria-label={`You: ${data?.name ?? ""}`}><Text span inherit truncate visibleFrom="sm">{data?.name ?? "You"}</Text><Text span inherit hiddenFrom="sm">You</Text></Button>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.roles.map((one) => <Menu.Label key={one.role + (one.projectId ?? "")}>{words(one.role)}</Menu.Label>)}
        <Menu.Item onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}>
          {scheme === "dark" ? "Light theme" : "Dark theme"}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
