package ops_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// gate lets one request of several writers through at a time, in an order that a seed decides: requests are atomic, everything between them
// is not.
type gate struct {
	arrived  chan *turn
	finished chan int
	random   *rand.Rand
	over     http.RoundTripper
	after    func(*turn) // called when a request has been answered, before any other is let through
}

// turn is one request that waits for its turn.
type turn struct {
	writer  int
	request *http.Request
	sent    []byte // the body of the request
	status  int
	answer  []byte
	begin   chan struct{} // closed when the request may be made
	done    chan struct{} // closed when it has been answered
	resume  chan struct{} // closed when everybody has taken note of that
}

// seat is the way of one writer through the gate.
type seat struct {
	*gate
	writer int
}

// RoundTrip implements http.RoundTripper.
func (s seat) RoundTrip(r *http.Request) (*http.Response, error) {
	t := &turn{writer: s.writer, request: r, begin: make(chan struct{}), done: make(chan struct{}), resume: make(chan struct{})}
	if r.Body != nil {
		t.sent, _ = io.ReadAll(r.Body) // of memory
		r.Body = io.NopCloser(bytes.NewReader(t.sent))
	}
	s.arrived <- t
	<-t.begin
	response, err := s.over.RoundTrip(r)
	if err == nil {
		t.status = response.StatusCode
		t.answer, err = io.ReadAll(response.Body)
		response.Body = io.NopCloser(bytes.NewReader(t.answer))
	}
	close(t.done)
	<-t.resume
	return response, err
}

// run starts the writers and returns when all have finished.
func (g *gate) run(writers ...func()) {
	for i, write := range writers {
		go func() { write(); g.finished <- i }()
	}
	var waiting []*turn
	for live := len(writers); live > 0; {
		if len(waiting) < live {
			select {
			case t := <-g.arrived:
				waiting = append(waiting, t)
			case <-g.finished:
				live--
			}
			continue
		}
		slices.SortFunc(waiting, func(a, b *turn) int { return a.writer - b.writer }) // in what order they came is chance
		at := g.random.IntN(len(waiting))
		next := waiting[at]
		waiting = slices.Delete(waiting, at, at+1)
		close(next.begin)
		<-next.done
		g.after(next)
		close(next.resume)
	}
}

const apiPrefix = "/jans-config-api/api/v1"

// about is the one thing that a request reads or writes; false for lists and for what is not the Config API's.
func (t *turn) about() (change.Target, bool) {
	_, path, found := strings.Cut(t.request.URL.Path, apiPrefix)
	if !found {
		return change.Target{}, false
	}
	if path == "/jans-auth-server/config" {
		return configurationTarget, true
	}
	for prefix, resource := range map[string]change.Resource{
		"/scopes": change.Scope, "/attributes": change.Claim, "/config/scripts/inum": change.Script, "/config/scripts": change.Script, "/openid/clients": change.Client,
	} {
		if inum, ok := strings.CutPrefix(path, prefix+"/"); ok && !strings.Contains(inum, "/") {
			return change.Target{Resource: resource, ID: inum}, true
		}
		if path == prefix && t.writes() { // the whole entry is in the answer
			doc, _ := document.Parse(t.answer)
			inum, _ := document.Text(doc.Get("inum"))
			return change.Target{Resource: resource, ID: inum}, inum != ""
		}
	}
	return change.Target{}, false
}

func (t *turn) writes() bool { return t.request.Method != http.MethodGet }

// guards are the paths that a patch tests.
func (t *turn) guards() []string {
	var patch document.Patch
	if t.request.Method != http.MethodPatch || json.Unmarshal(t.sent, &patch) != nil {
		return nil
	}
	var paths []string
	for _, op := range patch {
		if op.Op == document.OpTest {
			paths = append(paths, op.Path)
		}
	}
	return paths
}

// configurationTarget stands for the document of all properties.
var configurationTarget = change.Target{Resource: change.Property, ID: "*"}
