package tui_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// entries are what a scripted server holds besides its configuration, by the path of the list, in the order of the list.
type entries map[string][]document.Document

// The paths of lists below the address of the Config API.
const (
	scopesPath  = "/scopes"
	claimsPath  = "/attributes"
	scriptsPath = "/config/scripts"
	clientsPath = "/openid/clients"
)

// someEntries are a few of each kind, with all that the lists show of them.
func someEntries() entries {
	held := entries{}
	held.add(scopesPath,
		`{"inum":"C17A","id":"address","displayName":"view_address","description":"Postal address","scopeType":"openid","defaultScope":false,"groupClaims":true,
			"claims":["inum=27DB,ou=attributes,o=jans","inum=2A3D,ou=attributes,o=jans","inum=GONE,ou=attributes,o=jans"],"attributes":{"showInConfigurationEndpoint":true}}`,
		`{"inum":"8A01","id":"device_sso","displayName":"Einmalige Anmeldung auf allen Geräten einer Person","scopeType":"openid","defaultScope":true}`,
		`{"inum":"1800.01.1","id":"https://jans.io/oauth/config/acrs.readonly","displayName":"Config API scope","scopeType":"oauth","defaultScope":false,
			"attributes":{"showInConfigurationEndpoint":false}}`,
		`{"inum":"1800.01.2","id":"https://jans.io/oauth/config/acrs.write","displayName":"Config API scope","scopeType":"oauth","defaultScope":false,
			"attributes":{"showInConfigurationEndpoint":false}}`,
		`{"inum":"C4F5","id":"permission","displayName":"权限","description":"这个人的角色","scopeType":"dynamic","defaultScope":true,
			"dynamicScopeScripts":["inum=CB5B-3211,ou=scripts,o=jans"]}`,
		`{"inum":"77AA","id":"transaction:245","scopeType":"spontaneous","creatorId":"1801.77","creatorType":"client","deletable":true}`,
		`{"inum":"6D90","id":"uma_protection","displayName":"UMA protection","scopeType":"uma","iconUrl":"https://example.org/i.png"}`)
	held.add(claimsPath,
		`{"inum":"27DB","name":"street","claimName":"street_address","displayName":"Street","description":"Street of the person","dataType":"string","status":"active",
			"viewType":["user","admin"],"editType":["admin"],"usageType":["openid"],"origin":"jansPerson"}`,
		`{"inum":"2A3D","name":"l","claimName":"locality","displayName":"City","description":"City of the person","dataType":"string","status":"inactive",
			"viewType":["user"],"editType":["user","admin"],"oxMultiValuedAttribute":true}`,
		`{"inum":"EC3A","name":"picture","displayName":"照片","description":"Picture of the person","dataType":"binary","status":"active"}`)
	held.add(scriptsPath,
		`{"inum":"CB5B-3211","dn":"inum=CB5B-3211,ou=scripts,o=jans","name":"dynamic_permission","scriptType":"dynamic_scope","enabled":true,"level":100,"revision":3,
			"description":"Adds the roles of the person","programmingLanguage":"python","script":"class DynamicScope:\n    pass\n",
			"configurationProperties":[{"value1":"password","value2":"hunter2","hide":true},{"value1":"claim","value2":"role"}]}`,
		`{"inum":"031C-5622","dn":"inum=031C-5622,ou=scripts,o=jans","name":"work_phone","scriptType":"dynamic_scope","enabled":true,"level":7,"revision":12,
			"description":"Adds work_phone","programmingLanguage":"python","script":"class X","scriptError":{"raisedAt":"2026-07-13T10:00:00",
			"stackTrace":"SyntaxError: no viable alternative at input ')'\n  at org.python.core.Py"}}`,
		`{"inum":"A51E-76DA","dn":"inum=A51E-76DA,ou=scripts,o=jans","name":"resource_owner_password_credentials_custom_params_example",
			"scriptType":"resource_owner_password_credentials","enabled":false,"level":1,"revision":1,"programmingLanguage":"python","script":"class X"}`)
	held.add(clientsPath,
		`{"inum":"1800.13a6ea34-2c00-462f-b999-52dce31cf0ba","clientName":"Jans Config Api Client","displayName":"Jans Config Api Client","clientSecret":"secret-of-theirs",
			"scopes":["inum=C17A,ou=scopes,o=jans","inum=C4F5,ou=scopes,o=jans"],"grantTypes":["authorization_code","refresh_token"],"applicationType":"web","disabled":false}`,
		`{"inum":"1801.77","clientName":"停用的应用","description":"No longer used","grantTypes":["client_credentials"],"disabled":true,"trustedClient":true}`)
	return held
}

func (e entries) add(path string, texts ...string) {
	for _, content := range texts {
		doc, err := document.Parse([]byte(content))
		if err != nil {
			panic(err)
		}
		e[path] = append(e[path], doc)
	}
}

// serve answers a request about entries; nil when it is about something else.
func (e entries) serve(r *http.Request) (*http.Response, error) {
	_, path, _ := strings.Cut(r.URL.Path, "/jans-config-api/api/v1")
	for list, held := range e {
		rest, below := strings.CutPrefix(path, list)
		switch {
		case !below:
		case rest == "" && r.Method == http.MethodGet:
			return page(r, held)
		case strings.HasPrefix(rest, "/"):
			return e.one(r, list, rest[strings.LastIndex(rest, "/")+1:])
		}
	}
	return nil, nil
}

// page is a part of a list, of all entries or of those that have the pattern in them anywhere.
func page(r *http.Request, held []document.Document) (*http.Response, error) {
	query := r.URL.Query()
	start, _ := strconv.Atoi(query.Get("startIndex"))
	limit, _ := strconv.Atoi(query.Get("limit"))
	found := slices.DeleteFunc(slices.Clone(held), func(doc document.Document) bool {
		whole, _ := doc.MarshalJSON()
		return !slices.ContainsFunc(strings.Split(query.Get("pattern"), ","), func(part string) bool { return strings.Contains(string(whole), part) })
	})
	total := len(found)
	found = found[min(start, total):min(start+limit, total)]
	body, err := json.Marshal(map[string]any{"start": start, "totalEntriesCount": total, "entriesCount": len(found), "entries": found})
	if err != nil {
		return nil, err
	}
	return says(http.StatusOK, "application/json", string(body)), nil
}

func (e entries) one(r *http.Request, list, inum string) (*http.Response, error) {
	at := slices.IndexFunc(e[list], func(doc document.Document) bool { return string(doc["inum"]) == strconv.Quote(inum) })
	switch {
	case at < 0:
		return says(http.StatusNotFound, "application/json", `{"code":"404","message":"The requested entry doesn't exist"}`), nil
	case r.Method == http.MethodDelete:
		e[list] = slices.Delete(e[list], at, at+1)
		return says(http.StatusNoContent, "application/json", ""), nil
	}
	body, err := e[list][at].MarshalJSON()
	if err != nil {
		return nil, err
	}
	return says(http.StatusOK, "application/json", string(body)), nil
}

// numbered fills a list with entries of the same kind.
func (e entries) numbered(path string, n int) {
	e[path] = nil
	for i := range n {
		e.add(path, fmt.Sprintf(`{"inum":"I%06d","id":"scope_%06d","displayName":"Scope %d","scopeType":"oauth"}`, i, i, i))
	}
}
