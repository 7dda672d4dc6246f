resource "kanesh_cluster" "orders" {
  project_id = kanesh_project.orders.id
  name       = "orders"

  data_centers = {
    dc1 = {
      region      = "local-1"
      node_groups = [{ instance_type = "local.small", count = 3 }]
    }
  }

  encryption = {
    key_id = kanesh_key.orders.id # without it, the provider manages a key
  }

  lifecycle {
    postcondition {
      condition     = self.ready
      error_message = "The cluster is not ready. Apply again: it goes on where it stopped."
    }
  }
}
