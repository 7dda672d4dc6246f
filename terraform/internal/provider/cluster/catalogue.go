package cluster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// lookInCatalogue checks what can be checked of a cluster whose project does not exist yet.
func lookInCatalogue(ctx context.Context, api *client.API, change *kit.Change[model]) {
	if err := lookUp(ctx, api, change); err != nil {
		say.Error(change.Diags, "look into the catalogue", err, change.Where)
	}
}

func lookUp(ctx context.Context, api *client.API, change *kit.Change[model]) error {
	versions, err := api.Catalogue.Versions(ctx)
	if err != nil {
		return err
	}
	refuse(change, path.Root("engine_version"), "engine version", values.Known(change.Plan.EngineVersion),
		names(versions, func(one client.EngineVersionResponse) string { return one.Version }))
	providers, err := api.Catalogue.Providers(ctx)
	if err != nil {
		return err
	}
	provider, launchable := values.Known(change.Plan.ProviderName), slices.IndexFunc(providers, func(one client.ProviderResponse) bool { return one.Launchable })
	known := names(providers, func(one client.ProviderResponse) string { return one.Name })
	if refuse(change, path.Root("provider_name"), "provider", provider, known) || change.Plan.ProviderName.IsUnknown() && change.Config.ProviderName.IsUnknown() {
		return nil
	}
	if provider == nil {
		if launchable < 0 {
			return nil
		}
		provider = &providers[launchable].Name
	}
	return lookUpIn(ctx, api, change, *provider)
}

func lookUpIn(ctx context.Context, api *client.API, change *kit.Change[model], provider string) error {
	regions, err := api.Catalogue.Regions(ctx, provider)
	if err != nil {
		return err
	}
	types, err := api.Catalogue.Types(ctx, provider)
	if err != nil {
		return err
	}
	for name, one := range change.Plan.centers() {
		at := path.Root("data_centers").AtMapKey(name)
		refuse(change, at.AtName("region"), "region", values.Known(one.region),
			names(regions, func(region client.RegionResponse) string { return region.Name }))
		for _, group := range one.groups() {
			refuse(change, at.AtName("node_groups"), "instance type", group.InstanceType,
				names(types, func(kind client.InstanceTypeResponse) string { return kind.Name }))
		}
	}
	return nil
}

// refuse adds an error when the asked one is not among the known, and tells whether it did.
func refuse(change *kit.Change[model], at path.Path, what string, asked *string, known []string) bool {
	if asked == nil || slices.Contains(known, *asked) {
		return false
	}
	change.Diags.AddAttributeError(at, "There is no such "+what, fmt.Sprintf("There is no %s %q. Known: %s.", what, *asked, strings.Join(known, ", ")))
	return true
}

func names[T any](items []T, name func(T) string) []string {
	all := make([]string, len(items))
	for i, item := range items {
		all[i] = name(item)
	}
	return all
}
