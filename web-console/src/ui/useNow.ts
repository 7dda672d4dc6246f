import { useEffect, useState } from "react";

/** The time, renewed at the given period in milliseconds, for ages and countdowns. */
export function useNow(period = 1000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}
