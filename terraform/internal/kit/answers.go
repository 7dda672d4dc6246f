package kit

import (
	"context"
	"net/http"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
)

// Take hands on what the API answered: `return kit.Take(state.from)(api.GetProject(ctx, id))`.
func Take[R any](take func(R)) func(*http.Response, error) error {
	return func(response *http.Response, err error) error {
		answer, err := client.Call[R](response, err)
		if err == nil {
			take(answer)
		}
		return err
	}
}

// Pages are all pages of one list: `kit.Pages[client.KeyResponse](func(token *string) (*http.Response, error) { … })`.
func Pages[R any](ask func(token *string) (*http.Response, error)) func(*string) (client.Page[R], error) {
	return func(token *string) (client.Page[R], error) { return client.Call[client.Page[R]](ask(token)) }
}

// List is every item of a list as the data source has it.
func List[I, R any](ctx context.Context, pages func(*string) (client.Page[R], error), item func(R) I) ([]I, error) {
	answers, err := client.All(ctx, 0, pages)
	items := make([]I, len(answers))
	for i, answer := range answers {
		items[i] = item(answer)
	}
	return items, err
}
