package client

import (
	"context"
	"sync"
)

// Catalogue is what can be had, looked up once per process.
type Catalogue struct {
	api   *API
	mutex sync.Mutex

	providers *Page[ProviderResponse]
	versions  *Page[EngineVersionResponse]
	regions   map[string]Page[RegionResponse]
	types     map[string]Page[InstanceTypeResponse]
}

// Providers are the clouds and the like in which clusters can be.
func (c *Catalogue) Providers(ctx context.Context) ([]ProviderResponse, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	page, err := once(c.providers, func() (Page[ProviderResponse], error) {
		return Call[Page[ProviderResponse]](c.api.ListProviders(ctx))
	})
	c.providers = page
	return items(page), err
}

// Versions are the engine's.
func (c *Catalogue) Versions(ctx context.Context) ([]EngineVersionResponse, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	page, err := once(c.versions, func() (Page[EngineVersionResponse], error) {
		return Call[Page[EngineVersionResponse]](c.api.ListEngineVersions(ctx))
	})
	c.versions = page
	return items(page), err
}

// Regions are a provider's.
func (c *Catalogue) Regions(ctx context.Context, provider string) ([]RegionResponse, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if page, known := c.regions[provider]; known {
		return page.Items, nil
	}
	page, err := Call[Page[RegionResponse]](c.api.ListRegions(ctx, provider))
	if err != nil {
		return nil, err
	}
	if c.regions == nil {
		c.regions = map[string]Page[RegionResponse]{}
	}
	c.regions[provider] = page
	return page.Items, nil
}

// Types are a provider's kinds of machines.
func (c *Catalogue) Types(ctx context.Context, provider string) ([]InstanceTypeResponse, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if page, known := c.types[provider]; known {
		return page.Items, nil
	}
	page, err := Call[Page[InstanceTypeResponse]](c.api.ListInstanceTypes(ctx, provider))
	if err != nil {
		return nil, err
	}
	if c.types == nil {
		c.types = map[string]Page[InstanceTypeResponse]{}
	}
	c.types[provider] = page
	return page.Items, nil
}

func once[T any](kept *Page[T], fetch func() (Page[T], error)) (*Page[T], error) {
	if kept != nil {
		return kept, nil
	}
	page, err := fetch()
	if err != nil {
		return nil, err
	}
	return &page, nil
}

func items[T any](page *Page[T]) []T {
	if page == nil {
		return nil
	}
	return page.Items
}
