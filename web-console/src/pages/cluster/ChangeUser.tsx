import { useQuery } from "@tanstack/react-query";
import { databaseUser } from "../../api/databaseQueries";
import { Dialog } from "../../components/Dialog";
import { QueryView } from "../../components/QueryView";
import { UserForm } from "./UserForm";
import { useCluster } from "./useCluster";

/** Reads the user as it is now, so that a change of somebody else is not overwritten unseen. */
export function ChangeUser({ name, onClose }: { name: string; onClose: () => void }) {
  const { project, cluster } = useCluster();
  const query = useQuery(databaseUser(project, cluster.id, name));
  if (query.data) return <UserForm user={query.data.user} etag={query.data.etag} onClose={onClose} onDone={onClose} />;
  return <Dialog opened onClose={onClose} title={`Change ${name}`}><QueryView query={query}>{() => null}</QueryView></Dialog>;
}
