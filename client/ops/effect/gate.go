package effect

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
)

// gate is the endpoint of a feature that was switched.
type gate struct {
	flag  string
	on    bool
	probe probe
}

func (g *gate) look(ctx context.Context, o *ops.Ops, _ time.Duration) (sight, error) {
	answer, err := o.Probe(ctx, g.probe.request)
	if err != nil {
		return sight{}, err
	}
	on, known := g.isOn(answer)
	switch {
	case !known:
		return sight{}, fmt.Errorf("the endpoint answers %d, which does not tell", answer.Status)
	case on == g.on:
		return sight{state: Seen, says: said(answer, on)}, nil
	}
	return sight{state: Waiting, says: "still " + said(answer, on)}, nil
}

func said(answer client.Answer, on bool) string {
	if on {
		return fmt.Sprintf("answers (%d)", answer.Status)
	}
	return fmt.Sprintf("%d", answer.Status)
}

// isOn reads an answer; false when it does not tell, as that of a proxy which knows no such path, or that the console's own client is not
// accepted there.
func (g *gate) isOn(answer client.Answer) (on, known bool) {
	switch status := answer.Status; {
	case status == http.StatusForbidden && answer.Code == "access_denied":
		return false, true
	case status == http.StatusForbidden, status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusTooManyRequests,
		status == http.StatusUnsupportedMediaType, status >= http.StatusInternalServerError:
		return false, false
	case status == http.StatusUnauthorized && g.probe.request.Own && answer.Code != "unauthorized_client":
		return false, false // by the filter in front; a client that may not use the endpoint is turned away by the endpoint itself, behind the flag
	}
	return true, true
}

func (g *gate) less(later sign) sign {
	if other, ok := later.(*gate); ok && other.flag == g.flag {
		return nil
	}
	return g
}
