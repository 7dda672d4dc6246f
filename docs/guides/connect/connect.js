// Connects to a cluster and reads three orders. See README.md for the variables.
"use strict";

const fs = require("node:fs");
const cassandra = require("cassandra-driver");

const { CQL_HOSTS, CQL_PORT, CQL_DATACENTER, CQL_CA, CQL_USERNAME, CQL_PASSWORD } = process.env;

const client = new cassandra.Client({
  contactPoints: CQL_HOSTS.split(","),
  protocolOptions: { port: Number(CQL_PORT) },
  localDataCenter: CQL_DATACENTER,
  credentials: { username: CQL_USERNAME, password: CQL_PASSWORD },
  sslOptions: { ca: [fs.readFileSync(CQL_CA)], rejectUnauthorized: true }, // checks the CA, and the address of the node
});

async function main() {
  await client.connect();
  const local = await client.execute("SELECT release_version FROM system.local");
  console.log(`Node.js: connected to Cassandra ${local.first().release_version}`);
  const orders = await client.execute("SELECT merchant, goods, total FROM bazaar.orders LIMIT 3");
  for (const row of orders.rows) {
    console.log(row.merchant, row.goods, row.total.toString());
  }
}

main()
  .catch((fault) => {
    console.error(fault);
    process.exitCode = 1;
  })
  .finally(() => client.shutdown());
