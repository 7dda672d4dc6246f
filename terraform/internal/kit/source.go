package kit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

// Source is one data source. M is its model, a struct with tfsdk tags for every attribute.
type Source[M any] struct {
	Name       string // without the provider's prefix
	Title      string // in sentences: "the projects"
	About      string // Markdown
	Attributes map[string]schema.Attribute
	// Read fills what the configuration left open.
	Read func(ctx context.Context, api *client.API, model *M) error
}

// New is what the provider offers the framework.
func (s Source[M]) New() datasource.DataSource { return &boundSource[M]{kind: s} }

type boundSource[M any] struct {
	kind Source[M]
	api  *client.API
}

func (b *boundSource[M]) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_" + b.kind.Name
}

func (b *boundSource[M]) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{MarkdownDescription: b.kind.About, Attributes: b.kind.Attributes}
}

func (b *boundSource[M]) Configure(_ context.Context, request datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	b.api, _ = request.ProviderData.(*client.API) // nil until the provider is configured
}

func (b *boundSource[M]) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var model M
	response.Diagnostics.Append(request.Config.Get(ctx, &model)...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, QuickTimeout)
	defer cancel()
	if err := b.kind.Read(ctx, b.api, &model); err != nil {
		where := say.Root(func(name string) bool { _, has := b.kind.Attributes[name]; return has })
		say.Error(&response.Diagnostics, "read "+b.kind.Title, err, where)
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, &model)...)
}
