// Package provider is the provider `kanesh`: its configuration, and the list of what it offers.
package provider

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

const defaultEndpoint = "http://127.0.0.1:8080"

// New makes the provider.
//
//	version: of this build; it is in the User-Agent of every request.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &kanesh{version: version} }
}

type kanesh struct{ version string }

type model struct {
	Endpoint types.String `tfsdk:"endpoint"`
	Token    types.String `tfsdk:"token"`
}

func (k *kanesh) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName, response.Version = "kanesh", k.version
}

func (k *kanesh) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "Managed Cassandra-compatible clusters, encrypted with your keys.",
		Attributes: map[string]schema.Attribute{
			"endpoint": schema.StringAttribute{Optional: true, MarkdownDescription: "Scheme, host and port of the control plane, without a path. Default: the variable `KANESH_ENDPOINT`, else `" + defaultEndpoint + "`."},
			"token":    schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: "A token, `./kanesh token` prints one. Default: the variable `KANESH_TOKEN`."},
		},
	}
}

// Configure makes the client and asks who the token is: a wrong endpoint and a wrong token show here, not at some resource.
func (k *kanesh) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	var config model
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	if config.Endpoint.IsUnknown() || config.Token.IsUnknown() {
		return // known when it is applied; until then nothing is looked up
	}
	endpoint, err := address(or(config.Endpoint, "KANESH_ENDPOINT", defaultEndpoint))
	if err != nil {
		response.Diagnostics.AddAttributeError(path.Root("endpoint"), "This is no endpoint", err.Error())
		return
	}
	token := or(config.Token, "KANESH_TOKEN", "")
	if token == "" {
		response.Diagnostics.AddAttributeError(path.Root("token"), "There is no token",
			"Set the provider's `token` or the variable KANESH_TOKEN. `./kanesh token` prints a token of the local installation.")
		return
	}
	api, err := client.New(endpoint, token, "terraform-provider-kanesh/"+k.version+" Terraform/"+request.TerraformVersion)
	if err != nil {
		response.Diagnostics.AddAttributeError(path.Root("endpoint"), "This is no endpoint", err.Error())
		return
	}
	if _, err := api.Me(ctx); err != nil {
		blame(response, endpoint, err)
		return
	}
	response.ResourceData, response.DataSourceData, response.EphemeralResourceData = api, api, api
}

// blame says which of the two is wrong.
func blame(response *provider.ConfigureResponse, endpoint *url.URL, err error) {
	var refusal *client.Refusal
	if !errors.As(err, &refusal) {
		response.Diagnostics.AddAttributeError(path.Root("endpoint"), "Nobody answers at "+endpoint.String(),
			err.Error()+"\nIs the control plane running, and is this its address? `./kanesh up` prints it.")
		return
	}
	attribute := "endpoint"
	if refusal.Status == http.StatusUnauthorized || refusal.Status == http.StatusForbidden {
		attribute = "token"
	}
	inToken := func(string) (path.Path, bool) { return path.Root(attribute), true }
	for i := range refusal.Details {
		refusal.Details[i].Field = attribute
	}
	say.Error(&response.Diagnostics, "use the provider's "+attribute, refusal, inToken)
}

func or(value types.String, variable, fallback string) string {
	if !value.IsNull() {
		return value.ValueString()
	}
	if text := os.Getenv(variable); text != "" {
		return text
	}
	return fallback
}

func address(text string) (*url.URL, error) {
	parsed, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	if parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || parsed.Path != "" && parsed.Path != "/" {
		return nil, errors.New("\"" + text + "\" should be scheme, host and port without a path, e.g. " + defaultEndpoint)
	}
	return parsed, nil
}

func (k *kanesh) Resources(context.Context) []func() resource.Resource { return resources }

func (k *kanesh) DataSources(context.Context) []func() datasource.DataSource { return dataSources }

func (k *kanesh) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return ephemerals
}
