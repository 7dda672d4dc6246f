import { useIsFetching, useIsMutating } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useConnected } from "../api/live";

/** Longer than people wait without asking themselves whether something broke. */
const LONG_MS = 4_000;

/** Says over every page and dialog that an answer takes long. That nobody answers at all, the page says itself. */
export function Slow() {
  const waiting = useIsFetching() + useIsMutating() > 0;
  const connected = useConnected();
  const long = useLong(waiting);
  return (
    <div role="status" className="slow-place">
      {long && connected && <div className="slow">Kanesh takes its time: no answer for {LONG_MS / 1000} seconds by now. Nothing is lost, and nothing has to be sent again.</div>}
    </div>
  );
}

function useLong(waiting: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [waiting]);
  return long;
}
