package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// settle waits until no operation is changing the cluster and its status has taken its spec into account.
func settle(ctx context.Context, api *client.API, project, id string) error {
	began := time.Now()
	for {
		cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, project, id))
		if ctx.Err() != nil {
			return unfinished(id, ctx.Err())
		}
		if err != nil {
			return err
		}
		if cluster.ActiveOperationId != nil {
			if err := api.Await(ctx, *cluster.ActiveOperationId); err != nil {
				return err
			}
			began = time.Now()
			continue
		}
		switch cluster.Phase {
		case "FAILED":
			return fmt.Errorf("the cluster is FAILED: %s", why(cluster))
		case "ACTIVE", "DEGRADED", "SEALED", "PAUSED":
			if cluster.ObservedGeneration >= cluster.Generation {
				return nil
			}
		}
		if err := client.Sleep(ctx, client.Poll(time.Since(began))); err != nil {
			return unfinished(id, err)
		}
	}
}

func unfinished(id string, cause error) error {
	if errors.Is(cause, context.Canceled) {
		return fmt.Errorf("the run was cancelled while cluster %s was being changed; the next apply goes on with it: %w", id, cause)
	}
	return fmt.Errorf("cluster %s needs longer than the timeout; the next apply goes on with it: %w", id, cause)
}

// resumeCreation retries the operation of a creation that failed; it does nothing for every other cluster.
func resumeCreation(ctx context.Context, api *client.API, cluster client.ClusterResponse) error {
	if cluster.Phase != "FAILED" {
		return nil
	}
	operation, err := lastOperation(ctx, api, cluster.ProjectId, cluster.Id)
	if err != nil || operation == nil || !operation.Retryable {
		return err
	}
	return client.Done(api.RetryOperation(ctx, operation.Id, nil))
}

// lastOperation is the cluster's newest; nil when it has none.
func lastOperation(ctx context.Context, api *client.API, project, id string) (*client.OperationResponse, error) {
	page, err := client.Call[client.Page[client.ClusterOperationResponse]](api.ListClusterOperations(ctx, project, id,
		&client.ListClusterOperationsParams{PageSize: values.Pointer(1)}))
	if err != nil || len(page.Items) == 0 {
		return nil, err
	}
	operation, err := client.Call[client.OperationResponse](api.GetOperation(ctx, page.Items[0].Id))
	return &operation, err
}

// why is what the conditions say about a cluster that is not what was asked for.
func why(cluster client.ClusterResponse) string {
	for _, condition := range cluster.Conditions {
		if condition.Type == "CONVERGED" || condition.Type == "Converged" {
			return condition.Message
		}
	}
	return "its operations say why"
}
