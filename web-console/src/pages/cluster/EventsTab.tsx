import { Group, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { clusterEvents } from "../../api/queries";
import { Age } from "../../components/Age";
import { Pager, usePages } from "../../components/Pager";
import { QueryView } from "../../components/QueryView";
import { words } from "../../ui/format";
import { useCluster } from "./useCluster";

export default function EventsTab() {
  const { project, cluster } = useCluster();
  const pages = usePages();
  const query = useQuery(clusterEvents(project, cluster.id, pages.token));
  return (
    <QueryView query={query}>
      {({ items, nextPageToken }) => (
        <>
          <Timeline bulletSize={14} lineWidth={2}>
            {items.map((event, at) => (
              <Timeline.Item key={`${event.at}${at}`} title={words(event.reason)}>
                <Text size="sm" className="name">{event.message}</Text>
                <Group gap="xs"><Text size="xs" c="dimmed"><Age of={event.at} /></Text></Group>
              </Timeline.Item>
            ))}
          </Timeline>
          <Pager pages={pages} nextPageToken={nextPageToken} />
        </>
      )}
    </QueryView>
  );
}
