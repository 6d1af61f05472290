package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// EntriesService reads and changes the entries of one kind: scopes, claims, scripts or clients. Documents are the server's own, members
// this program does not know included. Request ids are returned with an error too.
//
// The service of clients drops clientSecret and registrationAccessToken from every document it returns, so that no secret stays in memory.
// Change clients with Patch: Replace clears what is not sent, and with it the registration access token; only a missing secret is kept
// (ClientsResource.java).
type EntriesService struct {
	api *api
	resource
}

// resource says where the entries of one kind are in the Config API and what is special about them.
type resource struct {
	one, many   string // what a person calls them
	path        string
	inumPath    string   // where one entry is read; "" is below path
	typeMember  string   // the member that Query.Type is about; "" when there is none
	typePath    string   // where the entries of one type are listed; "" when a type is a field like any other
	statuses    []string // what Query.Status may be
	secrets     []string // members that are dropped
	byDN        bool     // PUT writes to the entry that the DN in the body names
	firstMember string   // has to come before the others in a body
	mayBeBlank  bool     // an empty answer stands for an entry that cannot be read
}

// Get returns one entry. One that does not exist is KindNotFound.
func (s *EntriesService) Get(ctx context.Context, inum string) (document.Document, error) {
	request := transport.Request{Op: "read the " + s.one, Method: http.MethodGet}
	if err := s.locate(&request, s.inumPath, inum); err != nil {
		return nil, err
	}
	response, err := s.api.authorized(ctx, request)
	if err != nil {
		return nil, err
	}
	if s.mayBeBlank && len(strings.TrimSpace(string(response.Body))) == 0 {
		return nil, response.Missing()
	}
	doc, err := document.Parse(response.Body)
	if err != nil {
		return nil, response.Malformed(err)
	}
	return s.discreet(doc), nil
}

// Create makes a new entry and returns it as the server answers it, with the id of the request. A claim whose name is taken is
// KindConflict; ids of scopes and names of scripts may be there several times, which the server does not check. The answer about a script
// repeats the request, the others are read again (CustomScriptResource.java).
func (s *EntriesService) Create(ctx context.Context, doc document.Document) (document.Document, string, error) {
	return s.send(ctx, http.MethodPost, "create the "+s.one, doc)
}

// Replace writes a whole entry in place of the one with its inum, and returns the server's answer with the id of the request. What is
// absent is cleared. A script that does not exist is KindNotFound like everything else, and one whose DN is not that of its inum is refused
// here: the server would write to the entry that the DN names.
func (s *EntriesService) Replace(ctx context.Context, doc document.Document) (document.Document, string, error) {
	op := "replace the " + s.one
	inum, _ := document.Text(doc.Get("inum"))
	if !isSegment(inum) {
		return nil, "", unsent(op, "it has no inum")
	}
	if s.byDN && !namesItself(doc, inum) {
		return nil, "", unsent(op, "its DN is missing or belongs to another "+s.one)
	}
	return s.send(ctx, http.MethodPut, op, doc)
}

// Patch changes an entry and returns it with the id of the request. It is applied as a whole or not at all. A failed test operation is
// KindConflict, an operation the server cannot apply KindInvalid. Enumerated values are spelled as Java constants here, unlike in the
// answers (Jackson.java of the Config API). Answers about claims and clients are what the server was about to store, not read again.
func (s *EntriesService) Patch(ctx context.Context, inum string, patch document.Patch) (document.Document, string, error) {
	request := transport.Request{Op: "change the " + s.one, Method: http.MethodPatch, ContentType: jsonPatch}
	if err := s.locate(&request, s.path, inum); err != nil {
		return nil, "", err
	}
	var err error
	if request.Body, err = encodePatch(patch); err != nil {
		return nil, "", notJSON(request.Op, err)
	}
	doc, id, err := s.api.object(ctx, request)
	return s.discreet(doc), id, err
}

// Delete removes an entry and returns the id of the request. References to it stay, and lead nowhere.
func (s *EntriesService) Delete(ctx context.Context, inum string) (string, error) {
	request := transport.Request{Op: "delete the " + s.one, Method: http.MethodDelete}
	if err := s.locate(&request, s.path, inum); err != nil {
		return "", err
	}
	return s.remove(ctx, request)
}

// remove makes a request whose answer has nothing in it.
func (s *EntriesService) remove(ctx context.Context, request transport.Request) (string, error) {
	response, err := s.api.authorized(ctx, request)
	if err == nil && len(response.Body) > 0 {
		err = response.Malformed(errors.New("an answer to a deletion has no content"))
	}
	return response.RequestID, err
}

// locate completes a request with the address of one entry.
func (s *EntriesService) locate(request *transport.Request, below, inum string) error {
	if !isSegment(inum) {
		return unsent(request.Op, fmt.Sprintf("%q is no inum", inum))
	}
	if below == "" {
		below = s.path
	}
	request.URL = below + "/" + url.PathEscape(inum)
	return nil
}

// isSegment says whether a text can be one segment of a path: dots would lead to another address.
func isSegment(text string) bool {
	return strings.TrimSpace(text) != "" && text != "." && text != ".."
}

// send writes a whole document.
func (s *EntriesService) send(ctx context.Context, method, op string, doc document.Document) (document.Document, string, error) {
	body, err := encodeEntry(doc, s.firstMember)
	if err != nil {
		return nil, "", notJSON(op, err)
	}
	answer, id, err := s.api.object(ctx, transport.Request{Op: op, Method: method, URL: s.path, Body: body, ContentType: "application/json"})
	return s.discreet(answer), id, err
}

// discreet drops the secrets of a document.
func (r *resource) discreet(doc document.Document) document.Document {
	for _, name := range r.secrets {
		delete(doc, name)
	}
	return doc
}
