package client

import "context"

// Page is one answer of a list.
type Page[T any] struct {
	Items         []T     `json:"items"`
	NextPageToken *string `json:"nextPageToken"`
}

// All reads every page of a list, at most limit items (0: all).
//
//	fetch: asks for the page with this token; nil for the first.
func All[T any](ctx context.Context, limit int, fetch func(token *string) (Page[T], error)) ([]T, error) {
	items := []T{}
	var token *string
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := fetch(token)
		if err != nil {
			return nil, err
		}
		items = append(items, page.Items...)
		if limit > 0 && len(items) >= limit {
			return items[:limit], nil
		}
		if page.NextPageToken == nil || *page.NextPageToken == "" {
			return items, nil
		}
		token = page.NextPageToken
	}
}
