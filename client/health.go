package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// HealthService asks how the server is. It needs no token but for Version.
type HealthService struct{ api *api }

// Status is one answer of a health check (ApiHealthCheck.java).
type Status struct {
	Name   string `json:"name"`
	Status string `json:"status"` // UP or DOWN
	Error  string `json:"error"`
}

// Up says whether the part is up. The server answers 200 in either case.
func (s Status) Up() bool { return s.Status == "UP" }

// Live says whether the Config API runs.
func (s *HealthService) Live(ctx context.Context) (Status, error) {
	return s.status(ctx, "check that the Config API runs", "/health/live")
}

// Ready says whether the Config API can reach its database.
func (s *HealthService) Ready(ctx context.Context) (Status, error) {
	return s.status(ctx, "check that the Config API is ready", "/health/ready")
}

// Check says both.
func (s *HealthService) Check(ctx context.Context) ([]Status, error) {
	response, err := s.get(ctx, "check the health of the Config API", "/health")
	if err != nil {
		return nil, err
	}
	var statuses []Status
	if err := json.Unmarshal(response.Body, &statuses); err != nil {
		return nil, response.Malformed(err)
	}
	if len(statuses) == 0 {
		return nil, response.Malformed(errors.New("it holds no status"))
	}
	return statuses, nil
}

const authHealthPath = "/jans-auth-server/health"

// AuthServer returns the auth server's own health as {"status","db_status"}; nil when it does not answer, which the Config API
// reports as an empty 200.
func (s *HealthService) AuthServer(ctx context.Context) (document.Document, error) {
	response, err := s.get(ctx, "check the health of the auth server", authHealthPath)
	if err != nil || len(response.Body) == 0 {
		return nil, err
	}
	doc, err := document.Parse(response.Body)
	if err != nil {
		return nil, response.Malformed(err)
	}
	return doc, nil
}

// Installed is a part of the server that is installed, as the program show_version tells it.
type Installed struct {
	Title   string `json:"title"`
	Version string `json:"version"`
	Build   string `json:"build"`
}

// Version lists the parts of the server with their versions, none when it has no means to tell, which is an empty 200
// (ApiHealthCheck.java, getApplicationVersion). It needs ScopeVersionsRead: KindNotPermitted is no trouble.
func (s *HealthService) Version(ctx context.Context) ([]Installed, error) {
	response, err := s.api.authorized(ctx, transport.Request{
		Op: "read the versions of the server", Method: http.MethodGet, URL: "/health/app-version"})
	if err != nil || len(response.Body) == 0 {
		return nil, err
	}
	var parts []Installed
	if err := json.Unmarshal(response.Body, &parts); err != nil {
		return nil, response.Malformed(err)
	}
	if parts == nil {
		return nil, response.Malformed(errors.New("it holds no list"))
	}
	return parts, nil
}

func (s *HealthService) get(ctx context.Context, op, path string) (transport.Response, error) {
	return s.api.public(ctx, transport.Request{Op: op, Method: http.MethodGet, URL: path})
}

func (s *HealthService) status(ctx context.Context, op, path string) (Status, error) {
	response, err := s.get(ctx, op, path)
	if err != nil {
		return Status{}, err
	}
	var status Status
	if err := json.Unmarshal(response.Body, &status); err != nil {
		return Status{}, response.Malformed(err)
	}
	if status.Status == "" {
		return Status{}, response.Malformed(errors.New("it holds no status"))
	}
	return status, nil
}
