package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// notInPlace are the refusals that mean: only another cluster can be so.
var notInPlace = []string{"immutable-field", "data-centers-not-changeable", "replication-factor-not-changeable", "resize-not-available"}

// look asks the API what is planned would do, so that what it refuses is known before anything is changed.
func look(ctx context.Context, api *client.API, change *kit.Change[model]) {
	if change.Plan == nil {
		protect(change, "destroyed")
		return
	}
	if change.State == nil {
		lookAtCreation(ctx, api, change)
		return
	}
	keepKey(change)
	isOpen := !change.State.Ready.ValueBool()
	if !change.Differs && !isOpen {
		return
	}
	change.Plan.Ready = types.BoolUnknown()
	before, after := settingsOf(change.State.Encryption), settingsOf(change.Plan.Encryption)
	if before.keyID.IsNull() != after.keyID.IsNull() || after.keyID.IsUnknown() {
		change.Plan.ProviderKeyID = types.StringUnknown()
	}
	if api == nil {
		return
	}
	if isOpen && isLost(ctx, api, change) {
		change.Replace(path.Root("ready"), "The creation of this cluster failed or was cancelled and nothing of it is left, so that it is made anew.")
		return
	}
	if change.Differs {
		lookAtUpdate(ctx, api, change)
	}
}

// keepKey refuses a configuration from which the block with the cluster's own key was taken: what is left out is not managed, so
// that nothing would happen, and who took it out would believe that it had.
func keepKey(change *kit.Change[model]) {
	if key := settingsOf(change.State.Encryption).keyID; !key.IsNull() && change.Config.Encryption.IsNull() {
		change.Diags.AddAttributeError(path.Root("encryption"), "The block with the cluster's key is missing",
			fmt.Sprintf("Cluster %s is encrypted under key %s, and leaving the block out does not change that. Write encryption = { key_id = %q }, or name the key that is wanted instead.",
				change.State.Name.ValueString(), key.ValueString(), key.ValueString()))
	}
}

// protect refuses at plan time what the API would refuse at apply time.
func protect(change *kit.Change[model], what string) {
	if change.State.DeletionProtection.ValueBool() && change.State.Ready.ValueBool() {
		change.Diags.AddAttributeError(path.Root("deletion_protection"), "The cluster is protected against deletion",
			fmt.Sprintf("Cluster %s would be %s with all its data. If that is meant, set deletion_protection = false, apply, and then plan again.",
				change.State.Name.ValueString(), what))
	}
}

// isLost tells whether a creation that did not come to its end cannot go on.
func isLost(ctx context.Context, api *client.API, change *kit.Change[model]) bool {
	cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, change.State.ProjectID.ValueString(), change.State.ID.ValueString()))
	if err != nil || cluster.Phase != "FAILED" || cluster.ActiveOperationId != nil {
		return false // what the apply finds then, it says
	}
	operation, err := lastOperation(ctx, api, cluster.ProjectId, cluster.Id)
	return err == nil && operation != nil && operation.Runbook == "create-cluster" && !operation.Retryable
}

func lookAtCreation(ctx context.Context, api *client.API, change *kit.Change[model]) {
	if api == nil || !isAskable(change.Plan) {
		return
	}
	if values.Known(change.Plan.ProjectID) == nil {
		lookInCatalogue(ctx, api, change)
		return
	}
	plan, err := client.Call[client.ClusterPlanResponse](api.CreateCluster(ctx, change.Plan.ProjectID.ValueString(),
		&client.CreateClusterParams{DryRun: values.Pointer(true)}, change.Plan.request()))
	if _, mine := api.Mine.Load(change.Plan.ProjectID.ValueString() + "/" + change.Plan.Name.ValueString()); mine && client.IsRefused(err, "cluster-name-taken") {
		return // by the one that this one replaces
	}
	if err = tolerated(err, change.Plan); err != nil {
		say.Error(change.Diags, "plan the cluster", err, change.Where)
		return
	}
	sayPrice(change, plan)
}

func lookAtUpdate(ctx context.Context, api *client.API, change *kit.Change[model]) {
	project, id := change.State.ProjectID.ValueString(), change.State.ID.ValueString()
	if !change.State.ProjectID.Equal(change.Plan.ProjectID) {
		protect(change, "replaced by one in another project")
		return
	}
	cluster, err := client.Call[client.ClusterResponse](api.GetCluster(ctx, project, id))
	if err != nil || !isAskable(change.Plan) {
		return // the apply says what is wrong
	}
	body := patch(change.State, change.Plan, orderOf(cluster))
	if len(body) == 0 {
		return
	}
	plan, err := preview(ctx, api, project, id, body)
	var refusal *client.Refusal
	if errors.As(err, &refusal) && slices.ContainsFunc(refusal.Details, isNotInPlace) {
		protect(change, "replaced")
		for _, detail := range refusal.Details {
			at, known := inOrder(change)(detail.Field)
			if !known {
				at = path.Root(say.Snake(detail.Field))
			}
			change.Replace(at, strings.TrimSpace(detail.Message+" "+detail.Hint))
		}
		forget(change.Plan)
		return
	}
	if err = tolerated(err, change.Plan); err != nil {
		say.Error(change.Diags, "plan the change of the cluster", err, inOrder(change))
		return
	}
	if _, resized := body["dataCenters"]; resized {
		sayPrice(change, plan)
	}
	sayChanges(change, plan)
}

// inOrder finds attributes with the data centers in the order in which the patch had them.
func inOrder(change *kit.Change[model]) say.Where {
	sent := where(change.Plan)
	return func(field string) (path.Path, bool) {
		if at, ok := sent(field); ok {
			return at, true
		}
		return change.Where(field)
	}
}

func preview(ctx context.Context, api *client.API, project, id string, body map[string]any) (client.ClusterPlanResponse, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return client.ClusterPlanResponse{}, err
	}
	return client.Call[client.ClusterPlanResponse](api.UpdateClusterWithBody(ctx, project, id,
		&client.UpdateClusterParams{DryRun: values.Pointer(true)}, mergePatch, bytes.NewReader(text)))
}

func isNotInPlace(detail client.Detail) bool { return slices.Contains(notInPlace, detail.Code) }

// forget makes unknown what another cluster will have otherwise.
func forget(plan *model) {
	plan.ID, plan.CreatedAt, plan.AdminPassword = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	if settingsOf(plan.Encryption).keyID.IsNull() {
		plan.ProviderKeyID = types.StringUnknown()
	}
}

// isAskable tells whether enough is known for a question: names and regions.
func isAskable(plan *model) bool {
	if plan.Name.IsUnknown() || plan.DataCenters.IsUnknown() || plan.AllowedCidrs.IsUnknown() || plan.Labels.IsUnknown() {
		return false
	}
	for _, one := range plan.centers() {
		if one.region.IsUnknown() {
			return false
		}
	}
	return true
}

// tolerated leaves out what a question with an unknown key is refused for: the key is there when the cluster is made.
func tolerated(err error, plan *model) error {
	var refusal *client.Refusal
	if !errors.As(err, &refusal) || !settingsOf(plan.Encryption).keyID.IsUnknown() {
		return err
	}
	rest := slices.DeleteFunc(slices.Clone(refusal.Details), func(detail client.Detail) bool {
		return strings.HasPrefix(detail.Field, "encryption")
	})
	if len(rest) == 0 {
		return nil
	}
	refusal.Details = rest
	return refusal
}

// sayPrice tells what the machines will cost, and the keys at their KMS; nothing where nothing costs anything.
func sayPrice(change *kit.Change[model], plan client.ClusterPlanResponse) {
	var lines []string
	if plan.UsdPerMonth != nil && *plan.UsdPerMonth > 0 {
		lines = append(lines, fmt.Sprintf("Its machines cost about %.0f US dollars per month at list price.", *plan.UsdPerMonth))
	}
	for _, one := range plan.Keys {
		if usd := one.UsdForKeys + one.UsdForRequests; usd > 0 {
			lines = append(lines, fmt.Sprintf("Its keys at %s cost about %.2f US dollars per month, which that KMS bills.", one.Provider, usd))
		}
	}
	if len(lines) > 0 {
		change.Diags.AddWarning("Price of cluster "+plan.Spec.Name, strings.Join(append(lines, plan.Notes...), " "))
	}
}

func sayChanges(change *kit.Change[model], plan client.ClusterPlanResponse) {
	if len(plan.Changes) == 0 {
		return
	}
	lines := make([]string, len(plan.Changes))
	for i, one := range plan.Changes {
		lines[i] = fmt.Sprintf("- %s (%s)", one.What, one.Reason)
	}
	change.Diags.AddWarning("What this does to cluster "+plan.Spec.Name, strings.Join(lines, "\n"))
}
