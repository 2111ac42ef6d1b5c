package alert

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

const deadmanTimeout = 10 * time.Second

// Deadman returns what tells a dead-man's switch that all is well: a watch outside that raises an alarm when it hears
// nothing for a while. The address is a secret, for whoever has it can keep the switch quiet; no error shows it.
func Deadman(address string, client *http.Client) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, deadmanTimeout)
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return errors.New("ping the dead-man's switch: its address is no URL")
		}
		resp, err := client.Do(req)
		if err != nil {
			return fmt.Errorf("ping the dead-man's switch: %w", withoutAddress(err))
		}
		resp.Body.Close()
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			return fmt.Errorf("ping the dead-man's switch: it answered %d", resp.StatusCode)
		}
		return nil
	}
}

// withoutAddress is the cause of a failed request: what net/http puts around it names the address.
func withoutAddress(err error) error {
	if failed, ok := errors.AsType[*url.Error](err); ok {
		return failed.Err
	}
	return err
}
