package sandbox

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

const (
	scopeAttributesRead   = oauthPrefix + "config/attributes.readonly"
	scopeAttributesWrite  = oauthPrefix + "config/attributes.write"
	scopeAttributesDelete = oauthPrefix + "config/attributes.delete"
	scopeAttributesAdmin  = oauthPrefix + "config/attributes.admin"
)

// attributeRoutes are the operations of AttributesResource.java.
func (c *configAPI) attributeRoutes() []apiRoute {
	read := readAccess(scopeAttributesRead, scopeAttributesWrite, scopeAttributesAdmin)
	write := writeAccess(scopeAttributesWrite, scopeAttributesAdmin)
	remove := deleteAccess(scopeAttributesDelete, scopeAttributesAdmin)
	return []apiRoute{
		{method: http.MethodGet, path: "/attributes", access: read, handle: listAttributes},
		{method: http.MethodPost, path: "/attributes", access: write, argument: "attribute", handle: createAttribute},
		{method: http.MethodPut, path: "/attributes", access: write, argument: "attribute", handle: updateAttribute},
		{method: http.MethodGet, path: "/attributes/{inum}", access: read, handle: getAttribute},
		{method: http.MethodPatch, path: "/attributes/{inum}", access: write, argument: "pathString", handle: patchAttribute},
		{method: http.MethodDelete, path: "/attributes/{inum}", access: remove, handle: deleteAttribute},
	}
}

const attributeThing = "jans attribute"

// listAttributes searches without regard to case. Any status but active and inactive is no filter.
func listAttributes(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	q.fold = true
	for _, status := range []string{"active", "inactive"} {
		if strings.EqualFold(call.r.URL.Query().Get("status"), status) {
			q.equals = append(q.equals, equality{"jansStatus", &status})
		}
	}
	return call.list(call.api.attributes, q, asStored)
}

// findAttribute answers itself when there is no attribute, or when it cannot be read.
func (call *apiCall) findAttribute(inum string) (object, *apiAnswer) {
	attribute, err := call.api.attributes.find(inum)
	if err != nil {
		call.api.options.Log.Error("find attribute", "inum", inum, "error", err)
	}
	if err != nil || attribute == nil {
		refusal := notFound(attributeThing)
		return nil, &refusal
	}
	return attribute, nil
}

func getAttribute(call *apiCall) apiAnswer {
	attribute, refusal := call.findAttribute(call.inum())
	if refusal != nil {
		return *refusal
	}
	return okJSON(call.api.attributes.response(attribute))
}

// completeAttribute checks what POST and PUT have in common. A missing data type is a resource that was not found.
func completeAttribute(attribute object) *apiAnswer {
	var refusal apiAnswer
	switch {
	case strings.TrimSpace(textMember(attribute, "name")) == "":
		refusal = missingAttribute("name")
	case strings.TrimSpace(textMember(attribute, "displayName")) == "":
		refusal = missingAttribute("displayName")
	case attribute["dataType"] == nil:
		refusal = notFound("dataType")
	default:
		return nil
	}
	return &refusal
}

// namesakes gives the inums of the attributes with a name.
func (call *apiCall) namesakes(name string) ([]string, error) {
	found, err := call.api.attributes.search(query{equals: []equality{{"jansAttrName", &name}}})
	inums := make([]string, len(found.entries))
	for i, attribute := range found.entries {
		inums[i] = textMember(attribute, "inum")
	}
	return inums, err
}

func createAttribute(call *apiCall) apiAnswer {
	attributes := call.api.attributes
	attributes.writing.Lock()
	defer attributes.writing.Unlock()
	attribute, err := attributes.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	if refusal := call.validate("createAttribute.attribute", attributeConstraints(), attribute); refusal != nil {
		return *refusal
	}
	if refusal := completeAttribute(attribute); refusal != nil {
		return *refusal
	}
	name := textMember(attribute, "name")
	same, err := call.namesakes(name)
	switch {
	case err != nil:
		return call.broken(err)
	case len(same) > 0:
		return apiError(http.StatusNotAcceptable, "Attribute with same name '"+name+"' already exists!")
	case !personColumn(name):
		return apiError(http.StatusNotAcceptable, "The attribute '"+name+"' not defined in DB schema")
	}
	inum, err := newUUID(call.api.options.Rand)
	if err != nil {
		return call.broken(err)
	}
	attribute["inum"] = inum
	if err := attributes.insert(attribute); err != nil {
		return call.entityFailure(err)
	}
	stored, refusal := call.findAttribute(inum)
	if refusal != nil {
		return *refusal
	}
	return created(attributes.response(stored))
}

// updateAttribute replaces an attribute. Whether the name is a column is asked only when no attribute has it yet.
func updateAttribute(call *apiCall) apiAnswer {
	attributes := call.api.attributes
	attributes.writing.Lock()
	defer attributes.writing.Unlock()
	attribute, err := attributes.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	if refusal := call.validate("updateAttribute.attribute", attributeConstraints(), attribute); refusal != nil {
		return *refusal
	}
	if attribute["inum"] == nil {
		return notFound(attributeThing)
	}
	if refusal := completeAttribute(attribute); refusal != nil {
		return *refusal
	}
	inum, name := textMember(attribute, "inum"), textMember(attribute, "name")
	same, err := call.namesakes(name)
	switch {
	case err != nil:
		return call.broken(err)
	case slices.ContainsFunc(same, func(other string) bool { return !strings.EqualFold(other, inum) }):
		return described(http.StatusBadRequest, strconv.Itoa(http.StatusBadRequest), "NAME_CONFLICT",
			"Attribute with same name `"+name+"` already exists!")
	case len(same) == 0 && !personColumn(name):
		return apiError(http.StatusNotAcceptable, "The attribute type '"+name+"' not defined in DB schema")
	}
	if _, refusal := call.findAttribute(inum); refusal != nil {
		return *refusal
	}
	attribute["dn"] = attributes.entity.DN(inum)
	if err := attributes.merge(attribute); err != nil {
		return call.entityFailure(err)
	}
	stored, refusal := call.findAttribute(inum)
	if refusal != nil {
		return *refusal
	}
	return okJSON(attributes.response(stored))
}

// patchAttribute checks nothing and answers the patched object as it is, with what is not stored.
func patchAttribute(call *apiCall) apiAnswer {
	attributes := call.api.attributes
	attributes.writing.Lock()
	defer attributes.writing.Unlock()
	attribute, refusal := call.findAttribute(call.inum())
	if refusal != nil {
		return *refusal
	}
	patched, err := attributes.patched(attribute, call.body)
	if err != nil {
		return call.patchFailure(err)
	}
	if err := attributes.merge(patched); err != nil {
		return call.entityFailure(err)
	}
	return okJSON(attributes.response(patched))
}

// deleteAttribute looks at no references: scopes keep a DN that leads nowhere.
func deleteAttribute(call *apiCall) apiAnswer {
	existed, err := call.api.attributes.remove(call.inum())
	if err != nil {
		return call.broken(err)
	}
	if !existed {
		return notFound(attributeThing)
	}
	return noContent()
}

// personColumns are the columns of the table of persons.
var personColumns = sync.OnceValue(func() map[string]bool {
	columns := make(map[string]bool)
	err := rows("personcolumns.txt", 1, func(c []string) error {
		columns[c[0]] = true
		return nil
	})
	if err != nil {
		panic("sandbox: " + err.Error()) // the file is part of the program
	}
	return columns
})

func personColumn(name string) bool { return personColumns()[name] }
