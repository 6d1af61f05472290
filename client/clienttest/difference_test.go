package clienttest

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

var indexPattern = regexp.MustCompile(`/\d+`)

// flatten lists what a validation error says, one difference each, without the values; * stands for the index of an element.
func flatten(err error) []string {
	var several openapi3.MultiError
	var schema *openapi3.SchemaError
	var answer *openapi3filter.ResponseError
	var request *openapi3filter.RequestError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &several):
		var list []string
		for _, one := range several {
			list = append(list, flatten(one)...)
		}
		return list
	case errors.As(err, &schema):
		pointer := indexPattern.ReplaceAllString("/"+strings.Join(schema.JSONPointer(), "/"), "/*")
		reason, _, _ := strings.Cut(schema.Reason, "\n")
		return []string{pointer + " " + reason}
	case errors.As(err, &answer):
		return []string{answer.Reason}
	case errors.As(err, &request):
		return []string{request.Reason}
	}
	return []string{err.Error()}
}

// unknownMembers lists the members of an answer that is an object which the document's schema does not name. Validation passes over
// them, since a schema is open unless it says otherwise.
func unknownMembers(operation *openapi3.Operation, e exchange) []string {
	answer := operation.Responses.Value(strconv.Itoa(e.status))
	if answer == nil || answer.Value.Content.Get("application/json") == nil {
		return nil
	}
	schema := answer.Value.Content.Get("application/json").Schema
	var members map[string]json.RawMessage
	if schema == nil || len(schema.Value.Properties) == 0 || json.Unmarshal(e.responseBody, &members) != nil {
		return nil
	}
	var unknown []string
	for name := range members {
		if schema.Value.Properties[name] == nil {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return unknown
}
