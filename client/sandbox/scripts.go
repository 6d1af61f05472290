package sandbox

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopeScriptsRead   = oauthPrefix + "config/scripts.readonly"
	scopeScriptsWrite  = oauthPrefix + "config/scripts.write"
	scopeScriptsDelete = oauthPrefix + "config/scripts.delete"
	scopeScriptsAdmin  = oauthPrefix + "config/scripts.admin"
)

// scriptRoutes are the operations of CustomScriptResource.java.
func (c *configAPI) scriptRoutes() []apiRoute {
	read := readAccess(scopeScriptsRead, scopeScriptsWrite, scopeScriptsAdmin)
	write := writeAccess(scopeScriptsWrite, scopeScriptsAdmin)
	remove := deleteAccess(scopeScriptsDelete, scopeScriptsAdmin)
	const path = "/config/scripts"
	return []apiRoute{
		{method: http.MethodGet, path: path, access: read, handle: listScripts},
		{method: http.MethodPost, path: path, access: write, argument: "customScript", handle: createScript},
		{method: http.MethodPut, path: path, access: write, argument: "customScript", handle: updateScript},
		{method: http.MethodPatch, path: path + "/{inum}", access: write, argument: "pathString", handle: patchScript},
		{method: http.MethodDelete, path: path + "/{inum}", access: remove, handle: deleteScript},
		{method: http.MethodGet, path: path + "/type/{type}", access: read, handle: listScripts},
		{method: http.MethodGet, path: path + "/name/{name}", access: read, handle: getScriptByName},
		{method: http.MethodGet, path: path + "/inum/{inum}", access: read, handle: getScript},
		{method: http.MethodGet, path: path + "/types", access: read, handle: getScriptTypes},
		{method: http.MethodGet, path: path + "/script-types", access: read, handle: getUsedScriptTypes},
	}
}

const scriptThing = "custom script"

// listScripts searches, within a type when the path names one. An unknown type is no filter.
func listScripts(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	if kind := strings.ToLower(call.parameters["type"]); slices.Contains(entities.ScriptTypes(), kind) {
		q.equals = append(q.equals, equality{"jansScrTyp", &kind})
	}
	if err := call.api.auth.catchUp(); err != nil {
		return call.broken(err)
	}
	return call.list(call.api.scripts, q, asStored)
}

func getScriptByName(call *apiCall) apiAnswer {
	if err := call.api.auth.catchUp(); err != nil {
		return call.broken(err)
	}
	name := call.parameters["name"]
	found, err := call.api.scripts.search(query{equals: []equality{{"displayName", &name}}, limit: 1})
	switch {
	case err != nil:
		return call.entityFailure(err)
	case len(found.entries) == 0:
		return notFound(scriptThing)
	}
	return okJSON(call.api.scripts.response(found.entries[0]))
}

// getScript answers 404 without a body, and 200 without a body when the script cannot be read.
func getScript(call *apiCall) apiAnswer {
	if err := call.api.auth.catchUp(); err != nil {
		return call.broken(err)
	}
	script, err := call.findScript(call.inum())
	var missing noEntryError
	switch {
	case errors.As(err, &missing):
		return apiAnswer{status: http.StatusNotFound}
	case err != nil:
		call.api.options.Log.Error("find script", "inum", call.inum(), "error", err)
		return apiAnswer{status: http.StatusOK}
	}
	return okJSON(call.api.scripts.response(script))
}

// findScript fails with a noEntryError when there is no script: unlike the other resources, this one lets that error out.
func (call *apiCall) findScript(inum string) (object, error) {
	script, err := call.api.scripts.find(inum)
	if err == nil && script == nil {
		return nil, noEntryError{call.api.scripts.entity.DN(inum)}
	}
	return script, err
}

func getScriptTypes(*apiCall) apiAnswer {
	types := make([]any, 0, len(entities.ScriptTypes()))
	for _, kind := range entities.ScriptTypes() {
		types = append(types, kind)
	}
	return okJSON(jsontree.Append(nil, types))
}

// getUsedScriptTypes gives a set. One script without a type makes it fail for everybody.
func getUsedScriptTypes(call *apiCall) apiAnswer {
	types := []any{}
	kind := call.api.scripts.entity.Class.Find("scriptType").Type.Enum
	err := call.api.scripts.all(func(script object) error {
		constant, ok := script["scriptType"].(string)
		if !ok {
			return serverText(`Cannot invoke "io.jans.model.custom.script.CustomScriptType.getValue()" because the return value of ` +
				`"io.jans.model.custom.script.model.CustomScript.getScriptType()" is null`)
		}
		types = append(types, kind.Spell(constant))
		return nil
	})
	if err != nil {
		return call.entityFailure(err)
	}
	return okJSON(jsontree.Append(nil, call.api.config.mapper.Hashed(types)))
}

// createScript takes an inum that is given. The answer is the request, not what is stored.
func createScript(call *apiCall) apiAnswer {
	scripts := call.api.scripts
	scripts.writing.Lock()
	defer scripts.writing.Unlock()
	script, err := scripts.body(call.body)
	switch {
	case errors.Is(err, errNullPointer):
		return text(http.StatusInternalServerError, "Attempt to create null custom script")
	case err != nil:
		return call.entityFailure(err)
	}
	if refusal := call.validate("createScript.customScript", scriptConstraints(), script); refusal != nil {
		return *refusal
	}
	inum := textMember(script, "inum")
	if inum == "" {
		if inum, err = newUUID(call.api.options.Rand); err != nil {
			return call.broken(err)
		}
	}
	if source := textMember(script, "script"); strings.TrimSpace(source) == "" && !call.booleanParameter("addScriptTemplate") {
		script["script"] = ""
	}
	if script["locationType"] == "LDAP" {
		return apiError(http.StatusBadRequest,
			"Invalid value for 'location_type' in request is 'ldap' which is deprecated. Use 'db' instead.")
	}
	script["inum"], script["revision"] = inum, json.Number("1")
	script["dn"], script["baseDn"] = scripts.entity.DN(inum), scripts.entity.DN(inum)
	if err := scripts.insert(script); err != nil {
		return call.entityFailure(err)
	}
	scripts.show(script)
	return created(scripts.response(script))
}

// updateScript writes to the DN in the body, whichever script that is. The answer is the request.
func updateScript(call *apiCall) apiAnswer {
	scripts := call.api.scripts
	scripts.writing.Lock()
	defer scripts.writing.Unlock()
	script, err := scripts.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	if refusal := call.validate("updateScript.customScript", scriptConstraints(), script); refusal != nil {
		return *refusal
	}
	inum, ok := script["inum"].(string)
	if !ok {
		inum = "null"
	}
	existing, err := call.findScript(inum)
	if err != nil {
		return call.entityFailure(err)
	}
	script["inum"] = existing["inum"]
	raiseRevision(script, existing)
	if err := scripts.merge(script); err != nil {
		return call.entityFailure(err)
	}
	scripts.show(script)
	return okJSON(scripts.response(script))
}

func patchScript(call *apiCall) apiAnswer {
	scripts := call.api.scripts
	scripts.writing.Lock()
	defer scripts.writing.Unlock()
	existing, err := call.findScript(call.inum())
	if err != nil {
		return call.entityFailure(err)
	}
	script, err := scripts.patched(existing, call.body)
	if err != nil {
		return call.patchFailure(err)
	}
	raiseRevision(script, script) // so a patch of the revision itself counts
	if err := scripts.merge(script); err != nil {
		return call.entityFailure(err)
	}
	stored, err := call.findScript(call.inum())
	if err != nil {
		return call.entityFailure(err)
	}
	return okJSON(scripts.response(stored))
}

// raiseRevision sets the revision of a script to the next one of another.
func raiseRevision(script, existing object) {
	asked, _ := integerMember(script, "revision")
	revision, _ := integerMember(existing, "revision")
	next := revision + 1
	if asked <= 0 && revision <= 0 {
		next = 1
	}
	script["revision"] = json.Number(strconv.FormatInt(next, 10))
}

// deleteScript answers every failure as if there were no script.
func deleteScript(call *apiCall) apiAnswer {
	existed, err := call.api.scripts.remove(call.inum())
	if err != nil {
		call.api.options.Log.Error("delete script", "inum", call.inum(), "error", err)
	}
	if err != nil || !existed {
		return notFound(scriptThing)
	}
	return noContent()
}
