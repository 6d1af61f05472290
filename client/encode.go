package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// encodePatch writes a patch, never null for an empty one, on which the server fails.
func encodePatch(patch document.Patch) ([]byte, error) {
	if patch == nil {
		patch = document.Patch{}
	}
	return encode(patch)
}

// encodeEntry writes a document, with one of its members before all others when that is there.
func encodeEntry(doc document.Document, first string) ([]byte, error) {
	if doc == nil {
		doc = document.Document{}
	}
	if !doc.Has(first) {
		return encode(doc)
	}
	head, err := encode(document.Document{first: doc.Get(first)})
	if err != nil || len(doc) == 1 {
		return head, err
	}
	rest := doc.Clone()
	delete(rest, first)
	tail, err := encode(rest)
	if err != nil {
		return nil, err
	}
	return slices.Concat(head[:len(head)-1], []byte{','}, tail[1:]), nil
}

// encode writes values as they are, without the escapes that HTML would need.
func encode(v any) ([]byte, error) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("encoding the request: %w", err)
	}
	return bytes.TrimSpace(body.Bytes()), nil
}

// notJSON refuses a change that cannot be encoded.
func notJSON(op string, err error) error {
	refusal := unsent(op, "the change is not valid JSON")
	refusal.Err = err
	return refusal
}

// unsent is the refusal of a request before anything is sent.
func unsent(op, detail string) *transport.Error {
	return &transport.Error{Kind: transport.KindInvalid, Op: op, Detail: detail, Hint: "Correct the value and try again; nothing was sent."}
}
