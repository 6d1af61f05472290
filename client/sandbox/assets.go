package sandbox

import (
	"net/http"
	"strconv"
)

const (
	scopeAssetRead  = oauthPrefix + "config/asset.readonly"
	scopeAssetWrite = oauthPrefix + "config/asset.write"
	scopeAssetAdmin = oauthPrefix + "config/asset.admin"
)

// assetRoutes are the operations of AssetResource.java that the existing console asks for before it lets anybody go on. The sandbox has
// no files: there are the services and kinds of the assetDirMapping in apiProperties, and no assets.
func (c *configAPI) assetRoutes() []apiRoute {
	const path = "/jans-assets"
	read := readAccess(scopeAssetRead, scopeAssetWrite, scopeAssetAdmin)
	return []apiRoute{
		{method: http.MethodGet, path: path, access: read, handle: listAssets},
		{method: http.MethodGet, path: path + "/services", access: read, handle: fixed(`["jans-auth"]`)},
		{method: http.MethodGet, path: path + "/asset-type", access: read, handle: fixed(`["css","js","png"]`)},
	}
}

func listAssets(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	return okJSON([]byte(`{"start":` + strconv.Itoa(q.start) + `,"totalEntriesCount":0,"entriesCount":0}`))
}

// fixed is the answer of an operation that always says the same.
func fixed(body string) func(*apiCall) apiAnswer {
	return func(*apiCall) apiAnswer { return okJSON([]byte(body)) }
}
