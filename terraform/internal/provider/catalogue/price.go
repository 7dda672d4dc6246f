package catalogue

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type price struct {
	ProviderName types.String  `tfsdk:"provider_name"`
	Region       types.String  `tfsdk:"region"`
	InstanceType types.String  `tfsdk:"instance_type"`
	Count        types.Int64   `tfsdk:"count_of_nodes"`
	UsdPerMonth  types.Float64 `tfsdk:"usd_per_month"`
	Notes        types.List    `tfsdk:"notes"`
}

// Price is the data source `kanesh_price`.
var Price = kit.Source[price]{
	Name: "price", Title: "the price", About: "What nodes of one type cost, by the list.",
	Attributes: map[string]schema.Attribute{
		"provider_name": kit.Given("The provider."), "region": kit.Given("The region."), "instance_type": kit.Given("The instance type."),
		"count_of_nodes": schema.Int64Attribute{Required: true, MarkdownDescription: "How many."},
		"usd_per_month":  kit.Amount("US dollars per month; null when it is not known."), "notes": kit.Row("What to know about it."),
	},
	Read: func(ctx context.Context, api *client.API, found *price) error {
		groups := []client.EstimateNodeGroup{{InstanceType: values.Known(found.InstanceType), Count: values.Number(found.Count)}}
		centers := []client.EstimateDataCenter{{Region: values.Known(found.Region), NodeGroups: &groups}}
		answer, err := client.Call[client.EstimatePriceResponse](api.EstimatePrice(ctx, client.EstimatePriceRequest{Provider: values.Known(found.ProviderName), DataCenters: &centers}))
		if err != nil {
			return err
		}
		found.UsdPerMonth, found.Notes = types.Float64Null(), values.List(answer.Notes)
		if answer.UsdPerMonth != nil {
			found.UsdPerMonth = types.Float64Value(float64(*answer.UsdPerMonth))
		}
		return nil
	},
}

func sorted[T any](all map[string]T) []string { return slices.Sorted(maps.Keys(all)) }
