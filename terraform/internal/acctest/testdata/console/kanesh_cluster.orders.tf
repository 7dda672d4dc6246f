resource "kanesh_cluster" "orders" {
  project_id          = "prj_01m00000000000000000000000"
  name                = "orders"
  provider_name       = "simulated"
  data_centers        = {
    dc1 = {
      region             = "sim-1"
      replication_factor = 3
      node_groups        = [{
        instance_type = "sim.small"
        count         = 3
      }]
    }
  }
  encryption          = {
    algorithm            = "AES_128"
    outage_grace_minutes = 240
  }
  deletion_protection = true
}

resource "kanesh_database_user" "orders_app" {
  project_id = "prj_01m00000000000000000000000"
  cluster_id = kanesh_cluster.orders.id
  name       = "orders_app"
  access     = [{
    keyspace = "*"
    read     = true
    define   = true
  }]
}
