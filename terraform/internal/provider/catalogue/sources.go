// Package catalogue is what can be had: providers, regions, instance types, engine versions, prices.
package catalogue

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type provider struct {
	Name       types.String `tfsdk:"name"`
	Title      types.String `tfsdk:"title"`
	Launchable types.Bool   `tfsdk:"launchable"`
	Reason     types.String `tfsdk:"reason"`
}

type providers struct {
	Items []provider `tfsdk:"items"`
}

// Providers is the data source `kanesh_providers`.
var Providers = kit.Source[providers]{
	Name: "providers", Title: "the providers", About: "Where clusters can be.",
	Attributes: map[string]schema.Attribute{"items": kit.Items("The providers.", map[string]schema.Attribute{
		"name": kit.Text("For `provider_name`."), "title": kit.Text("For people."), "launchable": kit.Flag("Whether this installation can launch machines there."), "reason": kit.Text("Why not; null when it can."),
	})},
	Read: func(ctx context.Context, api *client.API, found *providers) error {
		all, err := api.Catalogue.Providers(ctx)
		found.Items = make([]provider, len(all))
		for i, one := range all {
			found.Items[i] = provider{values.Word(one.Name), values.Word(one.Title), types.BoolValue(one.Launchable), values.Text(one.Reason)}
		}
		return err
	},
}

type region struct {
	Name  types.String `tfsdk:"name"`
	Title types.String `tfsdk:"title"`
	Zones types.List   `tfsdk:"zones"`
}

type regions struct {
	ProviderName types.String `tfsdk:"provider_name"`
	Items        []region     `tfsdk:"items"`
}

// Regions is the data source `kanesh_regions`.
var Regions = kit.Source[regions]{
	Name: "regions", Title: "the regions", About: "A provider's regions.",
	Attributes: map[string]schema.Attribute{
		"provider_name": kit.Given("The provider."),
		"items":         kit.Items("The regions.", map[string]schema.Attribute{"name": kit.Text("For `region`."), "title": kit.Text("For people."), "zones": kit.Row("Its zones.")}),
	},
	Read: func(ctx context.Context, api *client.API, found *regions) error {
		all, err := api.Catalogue.Regions(ctx, found.ProviderName.ValueString())
		found.Items = make([]region, len(all))
		for i, one := range all {
			found.Items[i] = region{values.Word(one.Name), values.Word(one.Title), values.List(one.Zones)}
		}
		return err
	},
}

type instanceType struct {
	Name         types.String  `tfsdk:"name"`
	Family       types.String  `tfsdk:"family"`
	Architecture types.String  `tfsdk:"architecture"`
	Vcpus        types.Int64   `tfsdk:"vcpus"`
	MemoryBytes  types.Int64   `tfsdk:"memory_bytes"`
	StorageBytes types.Int64   `tfsdk:"storage_bytes"`
	Launchable   types.Bool    `tfsdk:"launchable"`
	Prices       []regionPrice `tfsdk:"prices"`
}

type regionPrice struct {
	Region      types.String  `tfsdk:"region"`
	UsdPerMonth types.Float64 `tfsdk:"usd_per_month"`
}

type instanceTypes struct {
	ProviderName types.String   `tfsdk:"provider_name"`
	Items        []instanceType `tfsdk:"items"`
}

// InstanceTypes is the data source `kanesh_instance_types`.
var InstanceTypes = kit.Source[instanceTypes]{
	Name: "instance_types", Title: "the instance types", About: "A provider's kinds of machines.",
	Attributes: map[string]schema.Attribute{
		"provider_name": kit.Given("The provider."),
		"items": kit.Items("The instance types.", map[string]schema.Attribute{
			"name": kit.Text("For `instance_type`."), "family": kit.Text("Its family."), "architecture": kit.Text("Its processors'."), "vcpus": kit.Count("Virtual processors."),
			"memory_bytes": kit.Count("Memory."), "storage_bytes": kit.Count("Disk."), "launchable": kit.Flag("Whether this installation can launch it."),
			"prices": kit.Items("List prices where they are known.", map[string]schema.Attribute{"region": kit.Text("The region."), "usd_per_month": kit.Amount("US dollars for 730 hours.")}),
		}),
	},
	Read: func(ctx context.Context, api *client.API, found *instanceTypes) error {
		all, err := api.Catalogue.Types(ctx, found.ProviderName.ValueString())
		found.Items = make([]instanceType, len(all))
		for i, one := range all {
			found.Items[i] = instanceType{
				values.Word(one.Name), values.Word(one.Family), values.Word(one.Architecture), types.Int64Value(int64(one.Vcpus)),
				types.Int64Value(one.MemoryBytes), types.Int64Value(one.StorageBytes), types.BoolValue(one.Launchable), pricesOf(one),
			}
		}
		return err
	},
}

func pricesOf(kind client.InstanceTypeResponse) []regionPrice {
	prices := []regionPrice{}
	for _, name := range sorted(kind.Prices) {
		prices = append(prices, regionPrice{values.Word(name), types.Float64Value(float64(kind.Prices[name].UsdPerMonth))})
	}
	return prices
}

type version struct {
	Version   types.String `tfsdk:"version"`
	Cassandra types.String `tfsdk:"cassandra"`
	Preferred types.Bool   `tfsdk:"preferred"`
}

type versions struct {
	Items []version `tfsdk:"items"`
}

// Versions is the data source `kanesh_engine_versions`.
var Versions = kit.Source[versions]{
	Name: "engine_versions", Title: "the engine versions", About: "The engine's versions.",
	Attributes: map[string]schema.Attribute{"items": kit.Items("The versions.", map[string]schema.Attribute{
		"version": kit.Text("For `engine_version`."), "cassandra": kit.Text("The Apache Cassandra release inside."), "preferred": kit.Flag("Whether a cluster gets it that names none."),
	})},
	Read: func(ctx context.Context, api *client.API, found *versions) error {
		all, err := api.Catalogue.Versions(ctx)
		found.Items = make([]version, len(all))
		for i, one := range all {
			found.Items[i] = version{values.Word(one.Version), values.Word(one.Cassandra), types.BoolValue(one.Preferred)}
		}
		return err
	},
}
