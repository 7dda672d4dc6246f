import { Tabs } from "@mantine/core";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Suspense } from "react";
import { Loading } from "./QueryView";

/** Tabs that are pages of their own: each has an address, and is loaded when it is visited. */
export function RoutedTabs({ home, tabs }: { home: string; tabs: Record<string, string> }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const here = path.slice(home.length + 1).split("/")[0] ?? "";
  const value = here === "" ? "home" : here;
  return (
    <Tabs value={value} onChange={(name) => void navigate({ to: name === "home" ? home : `${home}/${name ?? ""}` })} keepMounted={false}>
      <div className="tabs">
        <Tabs.List>
          {Object.entries(tabs).map(([name, title]) => <Tabs.Tab key={name} value={name === "" ? "home" : name}>{title}</Tabs.Tab>)}
        </Tabs.List>
      </div>
      <Tabs.Panel value={value} pt="lg">
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
