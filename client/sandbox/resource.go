package sandbox

import (
	"errors"
	"net/http"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
)

// missingAttribute is the error object for a member that must not be blank.
func missingAttribute(name string) apiAnswer {
	return apiAnswer{http.StatusBadRequest, appendMembers(nil, "code", "OCA001", "message", "A required attribute is missing.",
		"description", "The attribute "+name+" is required for this operation")}
}

func notFound(thing string) apiAnswer {
	return apiError(http.StatusNotFound, "The requested "+thing+" doesn't exist")
}

// described is an error object with a description.
func described(status int, code, message, description string) apiAnswer {
	return apiAnswer{status, appendMembers(nil, "code", code, "message", message, "description", description)}
}

// entityFailure tells the ways apart in which reading a body or writing an entry fails.
func (call *apiCall) entityFailure(err error) apiAnswer {
	switch {
	case errors.Is(err, jackson.ErrMismatch):
		return text(http.StatusBadRequest, notDeserializable)
	case errors.Is(err, errNullPointer):
		return text(http.StatusInternalServerError, `Cannot invoke "Object.getClass()" because "entity" is null`)
	}
	return call.patchFailure(err)
}

// inum is the path parameter of that name.
func (call *apiCall) inum() string { return call.parameters["inum"] }

// list answers a search in a table.
func (call *apiCall) list(t *table, q query, prepare func(object)) apiAnswer {
	body, err := t.page(q, prepare)
	if err != nil {
		return call.entityFailure(err)
	}
	return okJSON(body)
}
