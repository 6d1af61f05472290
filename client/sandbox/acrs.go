package sandbox

import (
	"net/http"
	"strings"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopeAcrsRead  = oauthPrefix + "config/acrs.readonly"
	scopeAcrsWrite = oauthPrefix + "config/acrs.write"
	scopeAcrsAdmin = oauthPrefix + "config/acrs.admin"
)

var keyDefaultMethod = []byte("acr")

// methodClass is AuthenticationMethod.java.
var methodClass = &jackson.Class{
	Name: "AuthenticationMethod", Members: []jackson.Member{{Name: "defaultAcr", Type: &jackson.Type{Kind: jackson.Text}}},
}

// acrRoutes are the operations of AcrsResource.java: the default way to sign in. It has no effect on the sandbox's own page.
func (c *configAPI) acrRoutes() []apiRoute {
	const path = "/acrs"
	return []apiRoute{
		{method: http.MethodGet, path: path, access: readAccess(scopeAcrsRead, scopeAcrsWrite, scopeAcrsAdmin), handle: getDefaultMethod},
		{
			method: http.MethodPut, path: path, access: writeAccess(scopeAcrsWrite, scopeAcrsAdmin), argument: "authenticationMethod",
			handle: putDefaultMethod,
		},
	}
}

func getDefaultMethod(call *apiCall) apiAnswer {
	stored, err := call.api.store.get(bucketConfig, string(keyDefaultMethod))
	if err != nil {
		return call.broken(err)
	}
	return okJSON(jackson.Response(methodClass, object{"defaultAcr": string(stored)}))
}

// putDefaultMethod accepts the built-in method and the names of enabled scripts of any type.
func putDefaultMethod(call *apiCall) apiAnswer {
	method, refusal := call.methodInBody()
	if refusal != nil {
		return *refusal
	}
	known, err := call.knowsMethod(method)
	if err != nil {
		return call.broken(err)
	}
	if !known {
		return described(http.StatusBadRequest, "400", "INVALID_ACR", "Authentication script {"+method+"} is not valid/active")
	}
	err = call.api.store.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketConfig).Put(keyDefaultMethod, []byte(method)) })
	if err != nil {
		return call.broken(err)
	}
	return okJSON(jackson.Response(methodClass, object{"defaultAcr": method}))
}

func (call *apiCall) methodInBody() (string, *apiAnswer) {
	refuse := func(answer apiAnswer) (string, *apiAnswer) { return "", &answer }
	missing := apiError(http.StatusBadRequest, "Default authentication method should not be null or empty !")
	if strings.TrimSpace(string(call.body)) == "" {
		return refuse(missing)
	}
	tree, err := jsontree.Parse(call.body)
	if err != nil {
		return refuse(text(http.StatusBadRequest, notDeserializable))
	}
	if tree == nil {
		return refuse(missing)
	}
	members, err := call.api.config.mapper.Read(methodClass, tree)
	if err != nil {
		return refuse(text(http.StatusBadRequest, notDeserializable))
	}
	method := textMember(members, "defaultAcr")
	if strings.TrimSpace(method) == "" {
		return refuse(missing)
	}
	return method, nil
}

func (call *apiCall) knowsMethod(name string) (bool, error) {
	if name == builtInMethod {
		return true, nil
	}
	scripts, err := loadScripts(call.api.store)
	for _, s := range scripts {
		if s.Name == name {
			return true, err
		}
	}
	return false, err
}
