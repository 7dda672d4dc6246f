package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// outageLimit is how long a request is repeated while nobody answers: a control plane that is restarted is back within it. The
// very first request of a process waits less, because then the endpoint is more likely wrong than away.
const outageLimit = 3 * time.Minute

const firstOutageLimit = 4 * time.Second

// Pauses is the pause before the n-th repetition; tests shorten it.
var Pauses = func(repetition int) time.Duration {
	return min(250*time.Millisecond<<min(repetition, 6), 5*time.Second)
}

// retrying sends a request until it has an answer that is worth showing. A POST carries one Idempotency-Key through all its
// repetitions, so that no repetition has a second effect; the other methods of the API have none by their meaning.
type retrying struct {
	next         http.RoundTripper
	token, agent string
	pauses       func(int) time.Duration
	limit        time.Duration
	hasAnswered  atomic.Bool
}

func (t *retrying) RoundTrip(original *http.Request) (*http.Response, error) {
	request := original.Clone(original.Context())
	request.Header.Set("Authorization", "Bearer "+t.token)
	request.Header.Set("User-Agent", t.agent)
	if request.Method == http.MethodPost && request.Header.Get("Idempotency-Key") == "" {
		request.Header.Set("Idempotency-Key", "tf-"+rand.Text())
	}
	began := time.Now()
	for repetition := 0; ; repetition++ {
		response, err := t.once(request, original)
		pause, again := t.verdict(response, err, repetition)
		if !again || time.Since(began)+pause > t.patience() {
			return response, err
		}
		tflog.Debug(request.Context(), "asking again", map[string]any{
			"method": request.Method, "path": request.URL.Path, "pause": pause.String(), "reason": reason(response, err),
		})
		if response != nil {
			discard(response)
		}
		if err := Sleep(request.Context(), pause); err != nil {
			return nil, err
		}
	}
}

// once sends the request with a body of its own.
func (t *retrying) once(request, original *http.Request) (*http.Response, error) {
	if original.GetBody != nil {
		body, err := original.GetBody()
		if err != nil {
			return nil, err
		}
		request.Body = body
	}
	base := original.Context()
	if request.Method == http.MethodPost {
		// Who has asked for something must learn what it is called, also when time is over meanwhile: else nobody knows of it.
		base = context.WithoutCancel(base)
	}
	ctx, cancel := context.WithTimeout(base, requestTimeout)
	response, err := t.next.RoundTrip(request.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	t.hasAnswered.Store(true)
	response.Body = &cancelling{response.Body, cancel}
	return response, nil
}

// verdict says whether to ask again, and after which pause.
func (t *retrying) verdict(response *http.Response, err error, repetition int) (time.Duration, bool) {
	if err != nil {
		var network net.Error
		temporary := errors.As(err, &network) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		return t.pauses(repetition), temporary && !errors.Is(err, context.Canceled)
	}
	switch response.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds >= 0 {
			return time.Duration(seconds) * time.Second, true
		}
		return t.pauses(repetition), true
	}
	return 0, false
}

func (t *retrying) patience() time.Duration {
	if t.hasAnswered.Load() {
		return t.limit
	}
	return min(t.limit, firstOutageLimit)
}

// cancelling ends a request's deadline together with its body.
type cancelling struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (c *cancelling) Close() error {
	defer c.cancel()
	return c.ReadCloser.Close()
}

func discard(response *http.Response) {
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<16)) // only so that the connection can be used again
	_ = response.Body.Close()
}

func reason(response *http.Response, err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("status %d", response.StatusCode)
}

// Sleep waits, or ends with the context's error.
func Sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
