"""Connects to a cluster and reads three orders. See README.md for the variables."""

import os
import ssl

from cassandra.auth import PlainTextAuthProvider
from cassandra.cluster import EXEC_PROFILE_DEFAULT, Cluster, ExecutionProfile
from cassandra.policies import DCAwareRoundRobinPolicy, TokenAwarePolicy

tls = ssl.create_default_context(cafile=os.environ["CQL_CA"])  # checks the CA, and the address of the node

cluster = Cluster(
    os.environ["CQL_HOSTS"].split(","),
    port=int(os.environ["CQL_PORT"]),
    auth_provider=PlainTextAuthProvider(os.environ["CQL_USERNAME"], os.environ["CQL_PASSWORD"]),
    ssl_context=tls,
    execution_profiles={
        EXEC_PROFILE_DEFAULT: ExecutionProfile(
            load_balancing_policy=TokenAwarePolicy(DCAwareRoundRobinPolicy(os.environ["CQL_DATACENTER"]))
        )
    },
)
with cluster, cluster.connect() as session:
    version = session.execute("SELECT release_version FROM system.local").one().release_version
    print(f"Python: connected to Cassandra {version}")
    for row in session.execute("SELECT merchant, goods, total FROM bazaar.orders LIMIT 3"):
        print(row.merchant, row.goods, row.total)
