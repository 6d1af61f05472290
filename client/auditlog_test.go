package client_test

import (
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

func TestAuditLog(t *testing.T) {
	c, _ := connect(t, false, client.ScopeAuditRead)
	if log, err := c.Audit.Last(t.Context(), 10); err != nil || len(log.Events) != 0 || log.Earlier {
		t.Fatalf("an empty log: %+v, %v", log, err)
	}
	for range 20 {
		patch := document.Patch{{Op: "replace", Path: "/nope", Value: []byte("1")}}
		if _, _, err := c.Properties.Patch(t.Context(), patch); err == nil {
			t.Fatal("the patch was taken")
		}
	}
	log, err := c.Audit.Last(t.Context(), 10)
	if err != nil || len(log.Events) != 5 || !log.Earlier {
		t.Fatalf("the end of it: %+v, %v", log, err)
	}
	last := log.Events[4]
	if last.Client != "jansadm" || last.User != "" || last.Verb != "changed" || last.Path != "-jans-auth-server-config" || len(last.Arguments) != 1 {
		t.Errorf("the last: %+v", last)
	}
	if log, err = c.Audit.Last(t.Context(), 40); err != nil || len(log.Events) != 20 || log.Earlier {
		t.Errorf("all of it: %d, %v, %v", len(log.Events), log.Earlier, err)
	}
	without, _ := connect(t, false)
	if _, err := without.Audit.Last(t.Context(), 1); err == nil {
		t.Error("the log is read without the permission")
	}
}
