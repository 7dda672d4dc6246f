package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

const (
	createTimeout = 40 * time.Minute
	updateTimeout = 60 * time.Minute
	deleteTimeout = 30 * time.Minute
	mergePatch    = "application/json"
)

func create(ctx context.Context, api *client.API, plan, _ *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Create(ctx, createTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	made, err := client.Call[client.ClusterResponse](api.CreateCluster(ctx, plan.ProjectID.ValueString(), nil, plan.request()))
	if err != nil {
		return err
	}
	paused := plan.Paused.ValueBool()
	plan.from(made, settingsOf(plan.Encryption).keyID.ValueString() != "")
	plan.Ready, plan.Paused = types.BoolValue(false), types.BoolValue(false)
	if made.Admin != nil && plan.StoreAdminPassword.ValueBool() {
		plan.AdminPassword = values.Word(made.Admin.Password)
	}
	if err := settle(ctx, api, made.ProjectId, made.Id); err != nil {
		return &kit.Incomplete{Cause: err}
	}
	plan.Ready = types.BoolValue(true)
	if err := pause(ctx, api, plan, paused); err != nil {
		return &kit.Incomplete{Cause: err}
	}
	return nil
}

func read(ctx context.Context, api *client.API, state *model) error {
	cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, state.ProjectID.ValueString(), state.ID.ValueString()))
	if err != nil {
		return err
	}
	ownKey, err := isOwn(ctx, api, state, cluster)
	if err != nil {
		return err
	}
	isImported := state.Name.IsNull()
	api.Mine.Store(cluster.ProjectId+"/"+cluster.Name, true)
	state.from(cluster, ownKey)
	if isImported {
		state.Ready = types.BoolValue(cluster.ActiveOperationId == nil && cluster.Phase != "CREATING" && cluster.Phase != "FAILED")
	}
	if cluster.ActiveOperationId == nil {
		state.Paused = types.BoolValue(cluster.Phase == "PAUSED")
	}
	return nil
}

// isOwn tells whether the cluster's key is a customer's. It asks only when the state cannot tell.
func isOwn(ctx context.Context, api *client.API, state *model, cluster client.ClusterResponse) (bool, error) {
	effective := cluster.Spec.Encryption.KeyId
	switch effective {
	case state.ProviderKeyID.ValueString():
		return false, nil
	case settingsOf(state.Encryption).keyID.ValueString():
		return true, nil
	}
	key, err := client.Call[client.KeyResponse](api.GetKey(ctx, cluster.ProjectId, effective))
	if client.IsGone(err) {
		return true, nil
	}
	return !key.ProviderManaged, err
}

func update(ctx context.Context, api *client.API, state, plan, _ *model) error {
	ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Update(ctx, updateTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	project, id := state.ProjectID.ValueString(), state.ID.ValueString()
	wanted := plan.Paused.ValueBool()
	cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, project, id))
	if err != nil {
		return err
	}
	if body := patch(state, plan, orderOf(cluster)); len(body) > 0 {
		if cluster, err = send(ctx, api, project, id, body); err != nil {
			return err
		}
	}
	plan.from(cluster, settingsOf(plan.Encryption).keyID.ValueString() != "")
	plan.Paused, plan.Ready = state.Paused, types.BoolValue(false)
	if err := resumeCreation(ctx, api, cluster); err != nil {
		return &kit.Incomplete{Cause: err}
	}
	if err := settle(ctx, api, project, id); err != nil {
		return &kit.Incomplete{Cause: err}
	}
	plan.Ready = types.BoolValue(true)
	if err := pause(ctx, api, plan, wanted); err != nil {
		return &kit.Incomplete{Cause: err}
	}
	return nil
}

func orderOf(cluster client.ClusterResponse) []string {
	order := make([]string, len(cluster.Spec.DataCenters))
	for i, one := range cluster.Spec.DataCenters {
		order[i] = one.Name
	}
	return order
}

func send(ctx context.Context, api *client.API, project, id string, body map[string]any) (client.ClusterResponse, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return client.ClusterResponse{}, err
	}
	return client.Call[client.ClusterResponse](api.UpdateClusterWithBody(ctx, project, id, nil, mergePatch, bytes.NewReader(text)))
}

// pause brings the engines to the wanted state and says so in the plan.
func pause(ctx context.Context, api *client.API, plan *model, wanted bool) error {
	if plan.Paused.ValueBool() == wanted {
		plan.Paused = types.BoolValue(wanted)
		return nil
	}
	project, id := plan.ProjectID.ValueString(), plan.ID.ValueString()
	var err error
	if wanted {
		err = client.Done(api.PauseCluster(ctx, project, id, nil))
	} else {
		err = client.Done(api.ResumeCluster(ctx, project, id, nil))
	}
	if err == nil {
		err = settle(ctx, api, project, id)
	}
	if err == nil {
		plan.Paused = types.BoolValue(wanted)
	}
	return err
}

func remove(ctx context.Context, api *client.API, state *model) error {
	ctx, cancel, err := kit.Within(ctx)(state.Timeouts.Delete(ctx, deleteTimeout))
	if err != nil {
		return err
	}
	defer cancel()
	project, id := state.ProjectID.ValueString(), state.ID.ValueString()
	for {
		_, header, err := client.CallWithHeader[client.ClusterResponse](api.DeleteCluster(ctx, project, id, nil))
		switch {
		case client.IsRefused(err, "operation-in-progress"):
			if err := outOfTheWay(ctx, api, project, id); err != nil {
				return err
			}
			continue
		case client.IsRefused(err, "cluster-is-being-deleted"):
			return gone(ctx, api, project, id)
		case err != nil:
			return err
		}
		if operation := client.OperationOf(header.Get("Location")); operation != "" {
			if err := api.Await(ctx, operation); err != nil {
				return err
			}
		}
		return gone(ctx, api, project, id)
	}
}

// outOfTheWay ends what keeps a cluster from being deleted: a creation is cancelled, everything else is waited for.
func outOfTheWay(ctx context.Context, api *client.API, project, id string) error {
	cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, project, id))
	if err != nil || cluster.ActiveOperationId == nil {
		return err
	}
	operation, err := client.Call[client.OperationResponse](api.GetOperation(ctx, *cluster.ActiveOperationId))
	if err != nil {
		return err
	}
	if operation.Runbook == "create-cluster" && operation.Cancellable {
		if err := client.Done(api.CancelOperation(ctx, operation.Id, nil)); err != nil && !isOver(err) {
			return err
		}
	}
	var failure *client.Failure
	if err := api.Await(ctx, operation.Id); err != nil && !errors.As(err, &failure) {
		return err
	}
	return nil
}

// isOver tells that an operation ended before it could be cancelled or retried.
func isOver(err error) bool {
	var refusal *client.Refusal
	return errors.As(err, &refusal) && refusal.Status == 409
}

// gone waits until the cluster is not there any more.
func gone(ctx context.Context, api *client.API, project, id string) error {
	began := time.Now()
	for {
		cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, project, id))
		if client.IsGone(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if cluster.Phase == "FAILED" {
			return fmt.Errorf("the cluster could not be deleted: %s", why(cluster))
		}
		if cluster.ActiveOperationId != nil {
			if err := api.Await(ctx, *cluster.ActiveOperationId); err != nil {
				return err
			}
		}
		if err := client.Sleep(ctx, client.Poll(time.Since(began))); err != nil {
			return fmt.Errorf("the cluster is still %s: %w", cluster.Phase, err)
		}
	}
}
